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

/// One connection to a PostgreSQL, made again whenever it is lost. Statements go out one behind the
/// other without waiting for answers.
///
/// Belongs to the event loop that it was made on.
final class ReconnectingPgConnection {

  private static final long FIRST_PAUSE_MS = 50;
  private static final long LONGEST_PAUSE_MS = 500;

  /// A peer that takes a connection and then says nothing would be waited for forever.
  private static final long CONNECTS_WITHIN_MS = 3_000;

  /// Each request to cancel is a connection of its own, which a database that hangs only piles
  /// up.
  private static final Duration BETWEEN_CANCELS = Duration.ofSeconds(1);

  /// SQLSTATE classes that say that the server is not there: connection failure, operator
  /// intervention (of which a cancelled statement is none).
  private static final String CONNECTION = "08";

  private static final String INTERVENTION = "57P";
  private static final String CANCELLED = "57014";

  private final Vertx vertx;
  private final PgConnectOptions options;
  private final Lane lane;
  private final Duration deadAfter;
  private final Consumer<ConnectionNotice> notices;
  private final LongSupplier nanoTime;

  /// Who waits for the answers of this connection, in the order that they were sent.
  private final ArrayDeque<Promise<RowSet<Row>>> underWay = new ArrayDeque<>();

  private PgConnection connection;
  private long pause = FIRST_PAUSE_MS;
  private boolean closed;
  private boolean saidDown;
  private Optional<String> saidSqlState = Optional.empty();
  private long lastAnswer;
  private long nextCancel;

  /// @param lane opened when the connection is there, held when it is lost
  /// @param deadAfter how long a statement may go without any answer on the connection before
  ///     that is given up as dead
  /// @param notices takes word of a connection that is lost or made again
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
    this.nextCancel = nanoTime.getAsLong();
  }

  void connect() {
    if (closed) {
      return;
    }
    Promise<PgConnection> made = Promise.promise();
    long limit =
        vertx.setTimer(CONNECTS_WITHIN_MS, late -> made.tryFail("no answer to connecting in time"));
    PgConnection.connect(vertx, options)
        .onSuccess(
            there -> {
              if (!made.tryComplete(there)) {
                there.close();
              }
            })
        .onFailure(made::tryFail);
    made.future()
        .onComplete(ended -> vertx.cancelTimer(limit))
        .onSuccess(this::connected)
        .onFailure(this::notConnected);
  }

  /// Runs a prepared statement. Fails with a [LaneRejectedException] where the database is away.
  Future<RowSet<Row>> run(String sql, Tuple arguments) {
    if (connection == null) {
      return Future.failedFuture(new LaneRejectedException(lane.name(), Reason.DOWN));
    }
    if (underWay.isEmpty()) {
      lastAnswer = nanoTime.getAsLong();
    }
    Promise<RowSet<Row>> caller = Promise.promise();
    underWay.addLast(caller);
    Lane.calling(() -> connection.preparedQuery(sql).execute(arguments))
        .onComplete(
            answered -> {
              // Otherwise the connection was given up, and the caller told so.
              if (underWay.remove(caller)) {
                lastAnswer = nanoTime.getAsLong();
                nextCancel = lastAnswer;
                caller.handle(
                    answered.succeeded()
                        ? answered
                        : Future.failedFuture(translated(answered.cause())));
              }
            });
    return caller.future();
  }

  /// Ends the statement that the database is at, for nobody waits for it any more. Should another
  /// one be hit, it fails as cancelled.
  void cancel() {
    long now = nanoTime.getAsLong();
    if (connection != null && now - nextCancel >= 0) {
      nextCancel = now + BETWEEN_CANCELS.toNanos();
      connection
          .cancelRequest()
          .onFailure(
              failed ->
                  tell(
                      Kind.CANCEL_FAILED,
                      "A statement that nobody waits for cannot be cancelled: "
                          + failed.getMessage(),
                      Optional.empty()));
    }
  }

  /// To be called now and then: gives a connection up that has been silent for too long.
  void check() {
    boolean silent = !underWay.isEmpty() && nanoTime.getAsLong() - lastAnswer > deadAfter.toNanos();
    if (silent) {
      PgConnection dead = connection;
      lost(dead, "no answer for " + deadAfter.toMillis() + " ms");
      dead.close();
    }
  }

  Future<Void> close() {
    closed = true;
    return connection == null ? Future.succeededFuture() : connection.close();
  }

  private void connected(PgConnection made) {
    if (closed) {
      made.close();
      return;
    }
    connection = made;
    pause = FIRST_PAUSE_MS;
    // Failures show at the statements that they fail.
    made.exceptionHandler(failed -> {});
    made.closeHandler(gone -> lost(made, "the connection was lost"));
    if (saidDown) {
      saidDown = false;
      saidSqlState = Optional.empty();
      tell(Kind.RESTORED, "The database is back", Optional.empty());
    }
    lane.open();
  }

  private void lost(PgConnection gone, String why) {
    if (gone != connection) {
      return;
    }
    connection = null;
    lane.hold();
    List<Promise<RowSet<Row>>> unanswered = List.copyOf(underWay);
    underWay.clear();
    unanswered.forEach(caller -> caller.fail(new LaneRejectedException(lane.name(), Reason.DOWN)));
    if (!closed) {
      sayDown(why, Optional.empty());
      connect();
    }
  }

  private void notConnected(Throwable failure) {
    Optional<String> sqlState =
        failure instanceof PgException refused
            ? Optional.ofNullable(refused.getSqlState())
            : Optional.empty();
    sayDown(String.valueOf(failure.getMessage()), sqlState);
    vertx.setTimer(pause, again -> connect());
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
  }

  /// Tells it once, and again where the database refuses new connections for another reason.
  private void sayDown(String why, Optional<String> sqlState) {
    if (!saidDown || (sqlState.isPresent() && !sqlState.equals(saidSqlState))) {
      saidDown = true;
      saidSqlState = sqlState;
      tell(Kind.LOST, "The database is away: " + why, sqlState);
    }
  }

  /// A connection that was closed on purpose has nothing to tell.
  private void tell(Kind kind, String text, Optional<String> sqlState) {
    if (!closed) {
      notices.accept(new ConnectionNotice(kind, text, sqlState));
    }
  }

  private Throwable translated(Throwable failure) {
    if (failure instanceof PgException refused && CANCELLED.equals(refused.getSqlState())) {
      return new LaneRejectedException(lane.name(), Reason.CANCELLED);
    }
    boolean away =
        failure instanceof PgException refused
            ? refused.getSqlState() != null
                && (refused.getSqlState().startsWith(CONNECTION)
                    || refused.getSqlState().startsWith(INTERVENTION))
            : failure instanceof io.vertx.core.VertxException
                || failure instanceof io.vertx.core.impl.NoStackTraceThrowable
                || failure instanceof java.io.IOException;
    return away ? new LaneRejectedException(lane.name(), Reason.DOWN) : failure;
  }
}
