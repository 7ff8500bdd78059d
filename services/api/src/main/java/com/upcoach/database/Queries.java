package com.upcoach.database;

import com.upcoach.coalesce.LaneRejectedException;
import com.upcoach.coalesce.LaneRejectedException.Reason;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
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

/// Runs prepared statements without blocking, on a pool or on one of its connections.
///
/// Results arrive on the event loop of the connection. The [Uni] fails if the database refuses a
/// statement or is unreachable ([DatabaseAwayException]); nothing is retried here. After the
/// timeout, it fails with a [LaneRejectedException]. The statement is not cancelled then, so a
/// write may still take place.
public final class Queries {

  private final SqlClient client;
  private final Optional<Duration> timeout;

  private Queries(SqlClient client, Optional<Duration> timeout) {
    this.client = client;
    this.timeout = timeout;
  }

  /// Queries without a timeout.
  public static Queries on(SqlClient client) {
    return new Queries(client, Optional.empty());
  }

  /// The same queries with a timeout for each statement or transaction.
  public Queries within(Duration limit) {
    return new Queries(client, Optional.of(limit));
  }

  /// All rows of a select, each converted by `mapper`.
  public <T> Uni<List<T>> list(String sql, Tuple arguments, Function<Row, T> mapper) {
    return run(sql, arguments)
        .map(
            rows -> {
              List<T> list = new ArrayList<>(rows.size());
              for (Row row : rows) {
                list.add(mapper.apply(row));
              }
              return list;
            });
  }

  /// The first row of a select; empty if there is none.
  public <T> Uni<Optional<T>> first(String sql, Tuple arguments, Function<Row, T> mapper) {
    return run(sql, arguments)
        .map(
            rows ->
                rows.size() == 0
                    ? Optional.empty()
                    : Optional.of(mapper.apply(rows.iterator().next())));
  }

  /// The unconverted rows of a statement.
  public Uni<RowSet<Row>> rows(String sql, Tuple arguments) {
    return run(sql, arguments);
  }

  /// The number of rows that an insert, update or delete affected.
  public Uni<Integer> change(String sql, Tuple arguments) {
    return run(sql, arguments).map(RowSet::rowCount);
  }

  /// Runs `work` in one transaction: committed when it completes, rolled back when it fails.
  public <T> Uni<T> inTransaction(Function<Queries, Uni<T>> work) {
    return uni(() ->
            pool()
                .withTransaction(
                    (SqlConnection connection) ->
                        UniHelper.toFuture(
                            work.apply(Queries.on(connection))
                                .onFailure()
                                .transform(WorkFailed::new))))
        .onFailure(WorkFailed.class)
        .transform(Throwable::getCause);
  }

  /// Wraps a failure of the work in a transaction, so that it is not mistaken for one of the
  /// database. Failures of its statements are marked already.
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
    throw new IllegalStateException("a transaction cannot begin within a transaction");
  }

  private Uni<RowSet<Row>> run(String sql, Tuple arguments) {
    return uni(() -> client.preparedQuery(sql).execute(arguments));
  }

  private <T> Uni<T> uni(Supplier<Future<T>> call) {
    Uni<T> result =
        Uni.createFrom()
            .deferred(() -> UniHelper.toUni(call.get()))
            .onFailure(Queries::isUnreachable)
            .transform(DatabaseAwayException::new);
    return timeout
        .map(
            limit ->
                result
                    .ifNoItem()
                    .after(limit)
                    .failWith(() -> new LaneRejectedException("pool", Reason.LATE)))
        .orElse(result);
  }

  /// Whether the driver reports a lost or missing connection. An error that the database returned,
  /// with its SQLSTATE, is passed on unchanged.
  private static boolean isUnreachable(Throwable failure) {
    return !(failure instanceof DatabaseException)
        && (failure instanceof IOException
            || failure instanceof VertxException
            || failure instanceof NoStackTraceThrowable
            || failure instanceof TimeoutException);
  }
}
