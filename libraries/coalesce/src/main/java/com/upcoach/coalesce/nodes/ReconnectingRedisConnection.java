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

/// A way to Redis, made again whenever it is lost. Nothing waits for it: while it is lost each
/// command fails at once, and one that is not answered in time gives it up.
///
/// May be used by any thread.
final class ReconnectingRedisConnection {

  /// How long a command may take.
  static final long PATIENCE_MS = 100;

  private static final long CONNECTS_WITHIN_MS = 2_000;
  private static final long FIRST_PAUSE_MS = 50;
  static final long LONGEST_PAUSE_MS = 1_000;

  /// Words that a server begins its refusal with which cannot serve now: another may, or it
  /// will later.
  private static final List<String> UNFIT =
      List.of("READONLY", "LOADING", "MASTERDOWN", "CLUSTERDOWN", "NOREPLICAS", "MISCONF");

  /// What the client says of a connection that has ended, as if a server had said it.
  private static final String CLOSED = "CONNECTION_CLOSED";

  private final Vertx vertx;
  private final Context context;
  private final RedisOptions options;
  private final Optional<Request> login;
  private final String name;
  private final LongSupplier clock;
  private final Consumer<String> says;
  private final Runnable whenUp;

  /// Of one connection that is made: an old one's end must not end the next.
  private record Line(Redis client, RedisConnection connection) {}

  private volatile Line line;
  private volatile long lostAt;
  private volatile boolean closed;
  private long pause = FIRST_PAUSE_MS;
  private volatile boolean away;

  /// @param loop event loop that it is made on
  /// @param name for what is said
  /// @param clock nanoseconds
  /// @param says is told, in one line each, when Redis is lost and when it is back
  /// @param whenUp called on the event loop each time that the way is there
  ReconnectingRedisConnection(
      Vertx vertx,
      Context loop,
      RedisAddress address,
      String name,
      LongSupplier clock,
      Consumer<String> says,
      Runnable whenUp) {
    this.vertx = vertx;
    this.context = loop;
    this.options = address.options();
    this.login = address.login();
    this.name = name;
    this.clock = clock;
    this.lostAt = clock.getAsLong();
    this.says = says;
    this.whenUp = whenUp;
  }

  void open() {
    context.runOnContext(now -> connect());
  }

  void close() {
    closed = true;
    context.runOnContext(
        now -> {
          Line there = line;
          line = null;
          if (there != null) {
            there.client().close();
          }
        });
  }

  boolean isUp() {
    return line != null;
  }

  /// When it was lost, where it is; or when it was last.
  long lostAt() {
    return lostAt;
  }

  /// Whether it has been tried in vain to make the way again.
  boolean isAway() {
    return away;
  }

  /// Sends a command that is to be answered at once.
  Future<Response> send(Request request) {
    return send(request, PATIENCE_MS);
  }

  /// @param patienceMs milliseconds after which the way is given up
  Future<Response> send(Request request, long patienceMs) {
    Line there = line;
    if (there == null) {
      return Future.failedFuture(new RedisUnavailableException(name));
    }
    return answered(there.connection().send(request), patienceMs)
        .onFailure(
            failure -> {
              if (!(failure instanceof ErrorType error) || isUnfit(error)) {
                lost(there, failure);
              }
            });
  }

  private Future<Response> answered(Future<Response> answer, long patienceMs) {
    Promise<Response> caller = Promise.promise();
    long limit =
        vertx.setTimer(patienceMs, late -> caller.tryFail(new RedisUnavailableException(name)));
    answer.onComplete(
        ended -> {
          vertx.cancelTimer(limit);
          if (ended.succeeded()) {
            caller.tryComplete(ended.result());
          } else {
            caller.tryFail(named(ended.cause()));
          }
        });
    return caller.future();
  }

  /// Tells a refusal of the server from the end of the connection, which says nothing about the
  /// server.
  private Throwable named(Throwable failure) {
    return failure instanceof ErrorType error && !error.is(CLOSED)
        ? failure
        : new RedisUnavailableException(name, String.valueOf(failure.getMessage()));
  }

  private static boolean isUnfit(ErrorType error) {
    return UNFIT.stream().anyMatch(error::is);
  }

  private void connect() {
    if (closed) {
      return;
    }
    // A client of its own each time: closing it ends whatever is left of a connection that
    // hangs, and the next one looks anew for who is master.
    Redis client = Redis.createClient(vertx, options);
    client
        .connect()
        .compose(
            there ->
                login
                    .map(command -> answered(there.send(command), PATIENCE_MS).map(there))
                    .orElse(Future.succeededFuture(there)))
        .compose(
            there ->
                answered(there.send(Request.cmd(Command.PING)), PATIENCE_MS)
                    .map(pong -> new Line(client, there)))
        .timeout(CONNECTS_WITHIN_MS, TimeUnit.MILLISECONDS)
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

  private void connected(Line made) {
    if (closed) {
      made.client().close();
      return;
    }
    made.connection().exceptionHandler(failure -> lost(made, failure));
    made.connection().endHandler(ended -> lost(made, new RedisUnavailableException(name)));
    line = made;
    pause = FIRST_PAUSE_MS;
    if (away) {
      away = false;
      says.accept(name + ": Redis is there again");
    }
    whenUp.run();
  }

  private void notConnected(Throwable failure) {
    if (!away) {
      away = true;
      says.accept(name + ": Redis is away: " + failure.getMessage());
    }
    long wait = pause;
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
    vertx.setTimer(wait, now -> context.runOnContext(again -> connect()));
  }

  private void lost(Line there, Throwable failure) {
    context.runOnContext(
        now -> {
          if (line == null || !line.equals(there)) {
            return;
          }
          lostAt = clock.getAsLong();
          line = null;
          there.client().close();
          says.accept(name + ": the way to Redis is lost: " + failure.getMessage());
          // At once: it may be this node that was slow.
          connect();
        });
  }
}
