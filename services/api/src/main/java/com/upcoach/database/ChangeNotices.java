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

/// Word of members that have changed, from one process on a database to the others: from a
/// command to the server beside it, which keeps answers and sessions of them.
public final class ChangeNotices {

  private static final String CHANNEL = "upcoach_changed";
  private static final String SEND = "select pg_notify($1, id) from unnest($2::text[]) as k (id)";

  /// A server that starts on a crowded machine is slow, and not to be given up for it.
  private static final Duration LISTENS_WITHIN = Duration.ofSeconds(60);

  private static final Duration ATTEMPT_ENDS_WITHIN = Duration.ofSeconds(10);

  private final ListeningConnection connection;

  private ChangeNotices(ListeningConnection connection) {
    this.connection = connection;
  }

  /// Sends word of changes that are durable.
  public static Uni<Void> send(Queries queries, Collection<UUID> memberIds) {
    String[] ids = memberIds.stream().map(UUID::toString).toArray(String[]::new);
    return queries
        .rows(SEND, Tuple.tuple().addString(CHANNEL).addArrayOfString(ids))
        .replaceWithVoid();
  }

  /// Listens on a connection of its own, which is made again when it is lost. Waits for the
  /// first one: not on an event loop.
  ///
  /// Nobody listens through a pooler that gives each transaction another connection; then it is
  /// empty.
  ///
  /// @param changed told of each member, on an event loop
  /// @param missed told each time that it listens again after it did not
  /// @throws DatabaseFailure where it does not listen within a minute, with the last reason
  public static Optional<ChangeNotices> listen(
      Vertx vertx, DatabaseAddress address, Consumer<UUID> changed, Runnable missed) {
    return listen(vertx, address, changed, missed, LISTENS_WITHIN, ATTEMPT_ENDS_WITHIN);
  }

  static Optional<ChangeNotices> listen(
      Vertx vertx,
      DatabaseAddress address,
      Consumer<UUID> changed,
      Runnable missed,
      Duration within,
      Duration attempt) {
    if (address.isPooledPerTransaction()) {
      return Optional.empty();
    }
    var options = address.connectOptions(vertx.isNativeTransportEnabled());
    options.addProperty("application_name", "upcoach-notices");
    AtomicReference<String> reason = new AtomicReference<>("no answer");
    ListeningConnection connection =
        new ListeningConnection(
            vertx,
            options,
            CHANNEL,
            attempt,
            id -> changed.accept(UUID.fromString(id)),
            missed,
            reason::set);
    try {
      connection
          .open()
          .toCompletionStage()
          .toCompletableFuture()
          .get(within.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.of(new ChangeNotices(connection));
    } catch (TimeoutException | ExecutionException e) {
      connection.close();
      throw new DatabaseFailure(
          "The server cannot listen for changes that commands make (%s): see the log of PostgreSQL"
              .formatted(reason.get()),
          e);
    } catch (InterruptedException e) {
      connection.close();
      Thread.currentThread().interrupt();
      throw new DatabaseFailure("Interrupted while connecting to the database", e);
    }
  }

  /// Ends it.
  public void close() {
    connection.close();
  }
}
