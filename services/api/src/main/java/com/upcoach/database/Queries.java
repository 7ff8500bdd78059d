package com.upcoach.database;

import com.upcoach.coalesce.LaneRejectedException;
import com.upcoach.coalesce.LaneRejectedException.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.DatabaseException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/// Runs prepared statements without blocking, on a pool or on one connection of it.
///  Each answer arrives on the event loop of the connection. A statement that the database refuses,
/// or a database that is gone ([DatabaseAwayException]), fails the [Uni]; nothing here is retried.
/// Who has waited longer than the patience is let go with a [LaneRejectedException]; the statement
/// is not cancelled for it, and a write may still take place.
public final class Queries {

  private final SqlClient client;
  private final Optional<Duration> patience;

  private Queries(SqlClient client, Optional<Duration> patience) {
    this.client = client;
    this.patience = patience;
  }

  /// For callers who wait as long as it takes.
  public static Queries on(SqlClient client) {
    return new Queries(client, Optional.empty());
  }

  /// The same for callers who wait so long for one statement or transaction.
  public Queries within(Duration limit) {
    return new Queries(client, Optional.of(limit));
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

  /// Work in one transaction: committed when `work` answers, rolled back when it fails.
  public <T> Uni<T> inTransaction(Function<Queries, Uni<T>> work) {
    return uni(() ->
            pool()
                .withTransaction(
                    (SqlConnection connection) ->
                        future(
                            work.apply(Queries.on(connection))
                                .onFailure()
                                .transform(WorkFailed::new))))
        .onFailure(WorkFailed.class)
        .transform(Throwable::getCause);
  }

  /// A failure of the work in a transaction, which the database has no part in unless it is
  /// marked already.
  private static final class WorkFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private WorkFailed(Throwable cause) {
      super(null, cause, false, false);
    }
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

  private <T> Uni<T> uni(Supplier<Future<T>> call) {
    Uni<T> answer =
        Uni.createFrom()
            .completionStage(() -> call.get().toCompletionStage())
            .onFailure(Queries::saysAway)
            .transform(DatabaseAwayException::new);
    return patience
        .map(
            limit ->
                answer
                    .ifNoItem()
                    .after(limit)
                    .failWith(() -> new LaneRejectedException("pool", Reason.LATE)))
        .orElse(answer);
  }

  /// Whether the driver says that it has no connection. What the database itself has answered is
  /// passed on as it is, with its SQLSTATE.
  private static boolean saysAway(Throwable failure) {
    return !(failure instanceof DatabaseException)
        && (failure instanceof IOException
            || failure instanceof VertxException
            || failure instanceof NoStackTraceThrowable
            || failure instanceof TimeoutException);
  }

  private static <T> Future<T> future(Uni<T> uni) {
    return Future.fromCompletionStage(uni.subscribeAsCompletionStage());
  }
}
