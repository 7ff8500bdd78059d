package com.upcoach.coalesce;

import com.upcoach.coalesce.ConnectionNotice.Kind;
import com.upcoach.coalesce.LaneRejectedException.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// One pipelined connection to a PostgreSQL, reestablished whenever it is lost: statements are sent
/// without waiting for earlier responses.
///
/// Belongs to the event loop on which it was created.
final class ReconnectingPgConnection {

  private static final long MIN_BACKOFF_MS = 50;
  private static final long MAX_BACKOFF_MS = 500;

  /// A peer may accept a connection and then stay silent forever.
  private static final long CONNECT_TIMEOUT_MS = 3_000;

  /// Each cancel request opens a connection of its own, and these pile up at a database that hangs.
  private static final Duration CANCEL_INTERVAL = Duration.ofSeconds(1);

  /// SQLSTATE classes of a server that is unavailable: connection failure, and operator
  /// intervention. A cancelled statement is in neither.
  private static final String CONNECTION_FAILURE_CLASS = "08";

  private static final String OPERATOR_INTERVENTION_CLASS = "57P";
  private static final String CANCELLED = "57014";

  private final Vertx vertx;
  private final PgConnectOptions options;
  private final Lane lane;
  private final Duration deadAfter;
  private final Consumer<ConnectionNotice> notices;
  private final LongSupplier nanoTime;

  /// Callers of the statements in flight, in the order in which they were sent.
  private final ArrayDeque<Promise<RowSet<Row>>> inFlight = new ArrayDeque<>();

  private PgConnection connection;
  private long backoff = MIN_BACKOFF_MS;
  private boolean closed;
  private boolean reportedDown;
  private Optional<String> reportedSqlState = Optional.empty();
  private long lastResponseAt;
  private long nextCancelAt;

  /// @param lane opened once connected, paused when the connection is lost
  /// @param deadAfter silence after which a connection with statements in flight counts as dead
  /// @param notices told when the connection is lost or established again
  /// @param nanoTime as [System#nanoTime]
  ReconnectingPgConnection(
      Vertx vertx,
      PgConnectOptions options,
      Lane lane,
      Duration deadAfter,
      Consumer<ConnectionNotice> notices,
      LongSupplier nanoTime) {
    this.vertx = vertx;
    this.options = options;
    this.lane = lane;
    this.deadAfter = deadAfter;
    this.notices = notices;
    this.nanoTime = nanoTime;
    this.nextCancelAt = nanoTime.getAsLong();
  }

  void connect() {
    if (closed) {
      return;
    }
    Promise<PgConnection> opened = Promise.promise();
    long timer =
        vertx.setTimer(
            CONNECT_TIMEOUT_MS,
            late -> opened.tryFail("no response to the connection attempt in time"));
    PgConnection.connect(vertx, options)
        .onSuccess(
            candidate -> {
              if (!opened.tryComplete(candidate)) {
                candidate.close();
              }
            })
        .onFailure(opened::tryFail);
    opened
        .future()
        .onComplete(ended -> vertx.cancelTimer(timer))
        .onSuccess(this::connected)
        .onFailure(this::notConnected);
  }

  /// Runs a prepared statement. Fails with a [LaneRejectedException] if the database is
  /// unreachable.
  Future<RowSet<Row>> run(String sql, Tuple arguments) {
    if (connection == null) {
      return Future.failedFuture(new LaneRejectedException(lane.name(), Reason.DOWN));
    }
    if (inFlight.isEmpty()) {
      lastResponseAt = nanoTime.getAsLong();
    }
    Promise<RowSet<Row>> caller = Promise.promise();
    inFlight.addLast(caller);
    Lane.callSafely(() -> connection.preparedQuery(sql).execute(arguments))
        .onComplete(
            answered -> {
              // Otherwise the connection was given up, and the caller has failed already.
              if (inFlight.remove(caller)) {
                lastResponseAt = nanoTime.getAsLong();
                nextCancelAt = lastResponseAt;
                caller.handle(
                    answered.succeeded()
                        ? answered
                        : Future.failedFuture(translate(answered.cause())));
              }
            });
    return caller.future();
  }

  /// Cancels the statement that the database is executing, since all its callers have given up. If
  /// the request hits another statement, that one fails as cancelled.
  void cancel() {
    long now = nanoTime.getAsLong();
    if (connection != null && now - nextCancelAt >= 0) {
      nextCancelAt = now + CANCEL_INTERVAL.toNanos();
      connection
          .cancelRequest()
          .onFailure(
              failed ->
                  report(
                      Kind.CANCEL_FAILED,
                      "An abandoned statement could not be cancelled: " + failed.getMessage(),
                      Optional.empty()));
    }
  }

  /// Gives up a connection that has been silent for too long. Called periodically.
  void checkLiveness() {
    boolean isSilent =
        !inFlight.isEmpty() && nanoTime.getAsLong() - lastResponseAt > deadAfter.toNanos();
    if (isSilent) {
      PgConnection dead = connection;
      lost(dead, "no response for " + deadAfter.toMillis() + " ms");
      dead.close();
    }
  }

  Future<Void> close() {
    closed = true;
    return connection == null ? Future.succeededFuture() : connection.close();
  }

  private void connected(PgConnection opened) {
    if (closed) {
      opened.close();
      return;
    }
    connection = opened;
    backoff = MIN_BACKOFF_MS;
    // Failures are reported by the statements that they fail.
    opened.exceptionHandler(failed -> {});
    opened.closeHandler(closedConnection -> lost(opened, "the connection was lost"));
    if (reportedDown) {
      reportedDown = false;
      reportedSqlState = Optional.empty();
      report(Kind.RESTORED, "The database is reachable again", Optional.empty());
    }
    lane.open();
  }

  private void lost(PgConnection closedConnection, String cause) {
    if (closedConnection != connection) {
      return;
    }
    connection = null;
    lane.pause();
    List<Promise<RowSet<Row>>> unanswered = List.copyOf(inFlight);
    inFlight.clear();
    unanswered.forEach(caller -> caller.fail(new LaneRejectedException(lane.name(), Reason.DOWN)));
    if (!closed) {
      reportDown(cause, Optional.empty());
      connect();
    }
  }

  private void notConnected(Throwable failure) {
    Optional<String> sqlState =
        failure instanceof PgException rejected
            ? Optional.ofNullable(rejected.getSqlState())
            : Optional.empty();
    reportDown(String.valueOf(failure.getMessage()), sqlState);
    vertx.setTimer(backoff, again -> connect());
    backoff = Math.min(2 * backoff, MAX_BACKOFF_MS);
  }

  /// Reports an outage once, and again if the database then refuses connections for another reason.
  private void reportDown(String cause, Optional<String> sqlState) {
    if (!reportedDown || (sqlState.isPresent() && !sqlState.equals(reportedSqlState))) {
      reportedDown = true;
      reportedSqlState = sqlState;
      report(Kind.LOST, "The database is unreachable: " + cause, sqlState);
    }
  }

  /// Reports nothing about a connection that was closed on purpose.
  private void report(Kind kind, String text, Optional<String> sqlState) {
    if (!closed) {
      notices.accept(new ConnectionNotice(kind, text, sqlState));
    }
  }

  private Throwable translate(Throwable failure) {
    if (failure instanceof PgException rejected && CANCELLED.equals(rejected.getSqlState())) {
      return new LaneRejectedException(lane.name(), Reason.CANCELLED);
    }
    boolean isUnavailable =
        failure instanceof PgException rejected
            ? rejected.getSqlState() != null
                && (rejected.getSqlState().startsWith(CONNECTION_FAILURE_CLASS)
                    || rejected.getSqlState().startsWith(OPERATOR_INTERVENTION_CLASS))
            : failure instanceof io.vertx.core.VertxException
                || failure instanceof io.vertx.core.impl.NoStackTraceThrowable
                || failure instanceof java.io.IOException;
    return isUnavailable ? new LaneRejectedException(lane.name(), Reason.DOWN) : failure;
  }
}
