package com.upcoach.coalesce.nodes;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// A connection to Redis, reestablished whenever it is lost. Commands are never queued: while it is
/// lost each command fails immediately, and a command without a reply in time ends the connection.
///
/// May be used by any thread.
final class ReconnectingRedisConnection {

  /// Timeout of a command.
  static final long COMMAND_TIMEOUT_MS = 100;

  private static final long CONNECT_TIMEOUT_MS = 2_000;
  private static final long MIN_BACKOFF_MS = 50;
  static final long MAX_BACKOFF_MS = 1_000;

  /// Error prefixes of a server that cannot serve now: another server may, or this one will later.
  private static final List<String> UNAVAILABLE_ERRORS =
      List.of("READONLY", "LOADING", "MASTERDOWN", "CLUSTERDOWN", "NOREPLICAS", "MISCONF");

  /// Error that the client reports for a closed connection, in the form of a server's error.
  private static final String CLOSED = "CONNECTION_CLOSED";

  private final Vertx vertx;
  private final Context context;
  private final RedisOptions options;
  private final Optional<Request> login;
  private final String name;
  private final LongSupplier clock;
  private final Consumer<String> onStatus;
  private final Runnable onConnected;

  /// One established connection: events of an old one must not end the next.
  private record ActiveConnection(Redis client, RedisConnection connection) {}

  private volatile ActiveConnection active;
  private volatile long lostAt;
  private volatile boolean closed;
  private long backoff = MIN_BACKOFF_MS;
  private volatile boolean isUnavailable;

  /// @param loop event loop of the connection
  /// @param name purpose of the connection, for messages
  /// @param clock nanoseconds
  /// @param onStatus receives one line when Redis is lost and when it is back
  /// @param onConnected called on the event loop each time the connection is established
  ReconnectingRedisConnection(
      Vertx vertx,
      Context loop,
      RedisAddress address,
      String name,
      LongSupplier clock,
      Consumer<String> onStatus,
      Runnable onConnected) {
    this.vertx = vertx;
    this.context = loop;
    this.options = address.options();
    this.login = address.login();
    this.name = name;
    this.clock = clock;
    this.lostAt = clock.getAsLong();
    this.onStatus = onStatus;
    this.onConnected = onConnected;
  }

  void open() {
    context.runOnContext(now -> connect());
  }

  void close() {
    closed = true;
    context.runOnContext(
        now -> {
          ActiveConnection current = active;
          active = null;
          if (current != null) {
            current.client().close();
          }
        });
  }

  boolean isUp() {
    return active != null;
  }

  /// When the connection was last lost.
  long lostAt() {
    return lostAt;
  }

  /// Whether an attempt to reconnect has failed since the connection was lost.
  boolean isUnavailable() {
    return isUnavailable;
  }

  /// Sends a command with the default timeout.
  Future<Response> send(Request request) {
    return send(request, COMMAND_TIMEOUT_MS);
  }

  /// @param timeoutMs milliseconds without a reply after which the connection is given up
  Future<Response> send(Request request, long timeoutMs) {
    ActiveConnection current = active;
    if (current == null) {
      return Future.failedFuture(new RedisUnavailableException(name));
    }
    return withTimeout(current.connection().send(request), timeoutMs)
        .onFailure(
            failure -> {
              if (!(failure instanceof ErrorType error) || isUnavailableError(error)) {
                lost(current, failure);
              }
            });
  }

  private Future<Response> withTimeout(Future<Response> response, long timeoutMs) {
    Promise<Response> caller = Promise.promise();
    long timer =
        vertx.setTimer(timeoutMs, late -> caller.tryFail(new RedisUnavailableException(name)));
    response.onComplete(
        ended -> {
          vertx.cancelTimer(timer);
          if (ended.succeeded()) {
            caller.tryComplete(ended.result());
          } else {
            caller.tryFail(translate(ended.cause()));
          }
        });
    return caller.future();
  }

  /// Tells a server's error from the end of the connection, which says nothing about the server.
  private Throwable translate(Throwable failure) {
    return failure instanceof ErrorType error && !error.is(CLOSED)
        ? failure
        : new RedisUnavailableException(name, String.valueOf(failure.getMessage()));
  }

  private static boolean isUnavailableError(ErrorType error) {
    return UNAVAILABLE_ERRORS.stream().anyMatch(error::is);
  }

  private void connect() {
    if (closed) {
      return;
    }
    // A new client for each attempt: closing it ends whatever is left of a hanging connection, and
    // the next one looks up the master again.
    Redis client = Redis.createClient(vertx, options);
    client
        .connect()
        .compose(
            current ->
                login
                    .map(
                        command ->
                            withTimeout(current.send(command), COMMAND_TIMEOUT_MS).map(current))
                    .orElse(Future.succeededFuture(current)))
        .compose(
            current ->
                withTimeout(current.send(Request.cmd(Command.PING)), COMMAND_TIMEOUT_MS)
                    .map(pong -> new ActiveConnection(client, current)))
        .timeout(CONNECT_TIMEOUT_MS, TimeUnit.MILLISECONDS)
        .onComplete(
            ended ->
                context.runOnContext(
                    now -> {
                      if (ended.succeeded()) {
                        connected(ended.result());
                      } else {
                        client.close();
                        notConnected(ended.cause());
                      }
                    }));
  }

  private void connected(ActiveConnection opened) {
    if (closed) {
      opened.client().close();
      return;
    }
    opened.connection().exceptionHandler(failure -> lost(opened, failure));
    opened.connection().endHandler(ended -> lost(opened, new RedisUnavailableException(name)));
    active = opened;
    backoff = MIN_BACKOFF_MS;
    if (isUnavailable) {
      isUnavailable = false;
      onStatus.accept(name + ": Redis is reachable again");
    }
    onConnected.run();
  }

  private void notConnected(Throwable failure) {
    if (!isUnavailable) {
      isUnavailable = true;
      onStatus.accept(name + ": Redis is unreachable: " + failure.getMessage());
    }
    long delay = backoff;
    backoff = Math.min(2 * backoff, MAX_BACKOFF_MS);
    vertx.setTimer(delay, now -> context.runOnContext(again -> connect()));
  }

  private void lost(ActiveConnection current, Throwable failure) {
    context.runOnContext(
        now -> {
          if (active == null || !active.equals(current)) {
            return;
          }
          lostAt = clock.getAsLong();
          active = null;
          current.client().close();
          onStatus.accept(name + ": the connection to Redis was lost: " + failure.getMessage());
          // Without delay: this node alone may have been slow.
          connect();
        });
  }
}
