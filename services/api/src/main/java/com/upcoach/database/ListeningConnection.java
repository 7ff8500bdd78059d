package com.upcoach.database;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.util.function.Consumer;

/// A connection that listens on one channel, and is made again whenever it is lost or cannot
/// listen.
///
/// Vert.x has a subscriber of its own, but it waits for the first LISTEN without a limit, goes on
/// after its owner gave it up, and logs each failure as an error.
final class ListeningConnection {

  private static final long AGAIN_AFTER_MS = 1_000;

  private final Vertx vertx;
  private final Context context;
  private final PgConnectOptions options;
  private final String statement;
  private final Duration answersWithin;
  private final Consumer<String> received;
  private final Runnable missed;
  private final Consumer<String> failed;
  private final Promise<Void> first = Promise.promise();

  private volatile boolean closed;
  private PgConnection connection;

  /// @param channel a name that needs no quotes
  /// @param answersWithin how long an attempt to connect and listen may take
  /// @param received takes the payload of each notification, on an event loop
  /// @param missed told each time that it listens again after it did not
  /// @param failed takes the reason of each attempt that failed
  ListeningConnection(
      Vertx vertx,
      PgConnectOptions options,
      String channel,
      Duration answersWithin,
      Consumer<String> received,
      Runnable missed,
      Consumer<String> failed) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.options = options;
    this.statement = "listen " + channel;
    this.answersWithin = answersWithin;
    this.received = received;
    this.missed = missed;
    this.failed = failed;
  }

  /// Begins to listen, and to try again until it does.
  ///
  /// @return done once it listens; it never fails
  Future<Void> open() {
    context.runOnContext(now -> connect());
    return first.future();
  }

  void close() {
    closed = true;
    context.runOnContext(
        now -> {
          if (connection != null) {
            var _ = connection.close();
          }
        });
  }

  private void connect() {
    if (closed) {
      return;
    }
    Promise<PgConnection> attempt = Promise.promise();
    long limit =
        vertx.setTimer(
            answersWithin.toMillis(),
            late -> attempt.tryFail("no answer within %d ms".formatted(answersWithin.toMillis())));
    attempt
        .future()
        .onComplete(ended -> vertx.cancelTimer(limit))
        .onSuccess(this::listens)
        .onFailure(
            failure -> {
              failed.accept(String.valueOf(failure.getMessage()));
              connectLater();
            });
    PgConnection.connect(vertx, options)
        .onFailure(attempt::tryFail)
        .onSuccess(made -> listen(made, attempt));
  }

  private void listen(PgConnection made, Promise<PgConnection> attempt) {
    // At once where the attempt has failed already.
    attempt.future().onFailure(failure -> made.close());
    // What ends the connection is told when it is closed; without a handler it is printed.
    made.exceptionHandler(failure -> {});
    made.notificationHandler(notification -> received.accept(notification.getPayload()));
    made.closeHandler(
        gone -> {
          if (!attempt.tryFail("the connection was lost")) {
            lost(made);
          }
        });
    made.query(statement)
        .execute()
        .onSuccess(done -> attempt.tryComplete(made))
        .onFailure(attempt::tryFail);
  }

  private void listens(PgConnection made) {
    if (closed) {
      var _ = made.close();
      return;
    }
    connection = made;
    if (!first.tryComplete()) {
      missed.run();
    }
  }

  private void lost(PgConnection gone) {
    if (gone == connection) {
      connection = null;
      connectLater();
    }
  }

  private void connectLater() {
    if (!closed) {
      vertx.setTimer(AGAIN_AFTER_MS, again -> connect());
    }
  }
}
