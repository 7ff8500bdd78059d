package com.upcoach.database;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.util.function.Consumer;

/// A connection that listens on one channel, and reconnects whenever it is lost or cannot listen.
///
/// Vert.x has a similar subscriber. It waits for the first LISTEN without a timeout, continues
/// after its owner has closed it, and logs each failure as an error.
final class ListeningConnection {

  private static final long RETRY_DELAY_MS = 1_000;

  private final Vertx vertx;
  private final Context context;
  private final PgConnectOptions options;
  private final String statement;
  private final Duration attemptTimeout;
  private final Consumer<String> received;
  private final Runnable missed;
  private final Consumer<String> failed;
  private final Promise<Void> first = Promise.promise();

  private volatile boolean closed;
  private PgConnection connection;

  /// @param channel a name that needs no quotes
  /// @param attemptTimeout timeout of an attempt to connect and listen
  /// @param received takes the payload of each notification, on an event loop
  /// @param missed called after each reconnect, as notifications may have been lost
  /// @param failed takes the reason of each attempt that failed
  ListeningConnection(
      Vertx vertx,
      PgConnectOptions options,
      String channel,
      Duration attemptTimeout,
      Consumer<String> received,
      Runnable missed,
      Consumer<String> failed) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.options = options;
    this.statement = "listen " + channel;
    this.attemptTimeout = attemptTimeout;
    this.received = received;
    this.missed = missed;
    this.failed = failed;
  }

  /// Begins to listen, and retries until it succeeds.
  ///
  /// @return completes when it listens; it never fails
  Future<Void> open() {
    context.runOnContext(_ -> connect());
    return first.future();
  }

  void close() {
    closed = true;
    context.runOnContext(
        _ -> {
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
            attemptTimeout.toMillis(),
            _ -> attempt.tryFail("no response within %d ms".formatted(attemptTimeout.toMillis())));
    attempt
        .future()
        .onComplete(_ -> vertx.cancelTimer(limit))
        .onSuccess(this::established)
        .onFailure(
            failure -> {
              failed.accept(String.valueOf(failure.getMessage()));
              connectLater();
            });
    PgConnection.connect(vertx, options)
        .onFailure(attempt::tryFail)
        .onSuccess(opened -> listen(opened, attempt));
  }

  private void listen(PgConnection opened, Promise<PgConnection> attempt) {
    // Runs immediately if the attempt has already failed.
    attempt.future().onFailure(_ -> opened.close());
    // The close handler reports the end of the connection; without this handler it would be logged.
    opened.exceptionHandler(_ -> {});
    opened.notificationHandler(notification -> received.accept(notification.getPayload()));
    opened.closeHandler(
        _ -> {
          if (!attempt.tryFail("the connection was lost")) {
            reconnect(opened);
          }
        });
    opened
        .query(statement)
        .execute()
        .onSuccess(_ -> attempt.tryComplete(opened))
        .onFailure(attempt::tryFail);
  }

  private void established(PgConnection opened) {
    if (closed) {
      var _ = opened.close();
      return;
    }
    connection = opened;
    if (!first.tryComplete()) {
      missed.run();
    }
  }

  private void reconnect(PgConnection lost) {
    if (lost == connection) {
      connection = null;
      connectLater();
    }
  }

  private void connectLater() {
    if (!closed) {
      vertx.setTimer(RETRY_DELAY_MS, _ -> connect());
    }
  }
}
