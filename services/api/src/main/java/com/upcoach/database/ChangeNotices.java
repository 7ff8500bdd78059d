package com.upcoach.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Notifications about changed members between processes on one database (LISTEN/NOTIFY). A command
/// sends them, and a running server invalidates its cached responses and sessions.
public final class ChangeNotices {

  private static final String CHANNEL = "upcoach_changed";
  private static final String SEND = "select pg_notify($1, id) from unnest($2::text[]) as k (id)";

  /// Timeout of the first LISTEN. It is generous, as a server starts slowly on a busy machine.
  private static final Duration LISTEN_TIMEOUT = Duration.ofSeconds(60);

  private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(10);

  private final ListeningConnection connection;

  private ChangeNotices(ListeningConnection connection) {
    this.connection = connection;
  }

  /// Sends notifications about members whose changes are durable.
  public static Uni<Void> send(Queries queries, Collection<UUID> memberIds) {
    String[] ids = memberIds.stream().map(UUID::toString).toArray(String[]::new);
    return queries
        .rows(SEND, Tuple.tuple().addString(CHANNEL).addArrayOfString(ids))
        .replaceWithVoid();
  }

  /// Listens on a dedicated connection, which reconnects after it is lost. Blocks until the first
  /// LISTEN succeeds, so it must not be called on an event loop.
  ///
  /// LISTEN does not work through PgBouncer in transaction mode; then the result is empty.
  ///
  /// @param changed takes the id of each changed member, on an event loop
  /// @param missed called after each reconnect, as notifications may have been lost
  /// @throws DatabaseFailure if LISTEN does not succeed within a minute, with the last reason
  public static Optional<ChangeNotices> listen(
      Vertx vertx, DatabaseAddress address, Consumer<UUID> changed, Runnable missed) {
    return listen(vertx, address, changed, missed, LISTEN_TIMEOUT, ATTEMPT_TIMEOUT);
  }

  static Optional<ChangeNotices> listen(
      Vertx vertx,
      DatabaseAddress address,
      Consumer<UUID> changed,
      Runnable missed,
      Duration timeout,
      Duration attemptTimeout) {
    if (address.isPooledPerTransaction()) {
      return Optional.empty();
    }
    var options = address.connectOptions(vertx.isNativeTransportEnabled());
    options.addProperty("application_name", "upcoach-notices");
    AtomicReference<String> reason = new AtomicReference<>("no response");
    ListeningConnection connection =
        new ListeningConnection(
            vertx,
            options,
            CHANNEL,
            attemptTimeout,
            id -> changed.accept(UUID.fromString(id)),
            missed,
            reason::set);
    try {
      connection
          .open()
          .toCompletionStage()
          .toCompletableFuture()
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.of(new ChangeNotices(connection));
    } catch (TimeoutException | ExecutionException e) {
      connection.close();
      throw new DatabaseFailure(
          "The server cannot receive change notifications from the database (%s): see the log of PostgreSQL"
              .formatted(reason.get()),
          e);
    } catch (InterruptedException e) {
      connection.close();
      Thread.currentThread().interrupt();
      throw new DatabaseFailure("Interrupted while connecting to the database", e);
    }
  }

  /// Stops listening.
  public void close() {
    connection.close();
  }
}
