package com.upcoach.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Runs prepared statements without blocking, on a pool or on one connection of it.
///
/// Each answer arrives on the event loop of the connection. A statement that the database refuses,
/// or a database that is gone, fails the [Uni]; nothing here is retried.
public final class Queries {

    private final SqlClient client;

    private Queries(SqlClient client) {
        this.client = client;
    }

    public static Queries on(SqlClient client) {
        return new Queries(client);
    }

    /// All rows of a select, each read by `reading`.
    public <T> Uni<List<T>> list(String sql, Tuple arguments, Function<Row, T> reading) {
        return run(sql, arguments)
                .map(
                        rows -> {
                            List<T> list = new ArrayList<>(rows.size());
                            for (Row row : rows) {
                                list.add(reading.apply(row));
                            }
                            return list;
                        });
    }

    /// The first row of a select, if there is one.
    public <T> Uni<Optional<T>> first(String sql, Tuple arguments, Function<Row, T> reading) {
        return run(sql, arguments)
                .map(
                        rows ->
                                rows.size() == 0
                                        ? Optional.empty()
                                        : Optional.of(reading.apply(rows.iterator().next())));
    }

    /// The rows of a statement as they are.
    public Uni<RowSet<Row>> rows(String sql, Tuple arguments) {
        return run(sql, arguments);
    }

    /// How many rows an insert, update or delete touched.
    public Uni<Integer> change(String sql, Tuple arguments) {
        return run(sql, arguments).map(RowSet::rowCount);
    }

    /// Work on one connection, whose statements go out one behind the other without waiting.
    public <T> Uni<T> together(Function<Queries, Uni<T>> work) {
        return uni(
                () ->
                        pool().withConnection(
                                        connection -> future(work.apply(new Queries(connection)))));
    }

    /// Work in one transaction: committed when `work` answers, rolled back when it fails.
    public <T> Uni<T> inTransaction(Function<Queries, Uni<T>> work) {
        return uni(
                () ->
                        pool().withTransaction(
                                        (SqlConnection connection) ->
                                                future(work.apply(new Queries(connection)))));
    }

    private Pool pool() {
        if (client instanceof Pool pool) {
            return pool;
        }
        throw new IllegalStateException("already on one connection");
    }

    private Uni<RowSet<Row>> run(String sql, Tuple arguments) {
        return uni(() -> client.preparedQuery(sql).execute(arguments));
    }

    private static <T> Uni<T> uni(java.util.function.Supplier<Future<T>> call) {
        return Uni.createFrom().completionStage(() -> call.get().toCompletionStage());
    }

    private static <T> Future<T> future(Uni<T> uni) {
        return Future.fromCompletionStage(uni.subscribeAsCompletionStage());
    }
}
