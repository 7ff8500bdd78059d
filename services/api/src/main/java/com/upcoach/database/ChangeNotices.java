package com.upcoach.database;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.pgclient.pubsub.PgSubscriber;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Word of members that have changed, from one process on a database to the others: from a
/// command to the server beside it, which keeps answers and sessions of them.
public final class ChangeNotices {

    private static final String CHANNEL = "upcoach_changed";
    private static final String SEND = "select pg_notify($1, id) from unnest($2::text[]) as k (id)";
    private static final long AGAIN_AFTER_MS = 1_000;
    /// A server that starts on a crowded machine is slow, and not to be given up for it.
    private static final int CONNECTS_WITHIN_SECONDS = 60;

    private final PgSubscriber subscriber;

    private ChangeNotices(PgSubscriber subscriber) {
        this.subscriber = subscriber;
    }

    /// Sends word of changes that are durable.
    public static Uni<Void> send(Queries queries, Collection<UUID> memberIds) {
        String[] ids = memberIds.stream().map(UUID::toString).toArray(String[]::new);
        return queries.rows(SEND, Tuple.tuple().addString(CHANNEL).addArrayOfString(ids))
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
    public static Optional<ChangeNotices> listen(
            Vertx vertx, DatabaseAddress address, Consumer<UUID> changed, Runnable missed) {
        if (address.isPooledPerTransaction()) {
            return Optional.empty();
        }
        var options = address.connectOptions(vertx.isNativeTransportEnabled());
        options.addProperty("application_name", "upcoach-notices");
        PgSubscriber subscriber = PgSubscriber.subscriber(vertx, options);
        subscriber.reconnectPolicy(times -> AGAIN_AFTER_MS);
        AtomicBoolean again = new AtomicBoolean();
        subscriber
                .channel(CHANNEL)
                .subscribeHandler(
                        now -> {
                            if (again.getAndSet(true)) {
                                missed.run();
                            }
                        })
                .handler(id -> changed.accept(UUID.fromString(id)));
        subscriber
                .connect()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(CONNECTS_WITHIN_SECONDS, TimeUnit.SECONDS)
                .join();
        return Optional.of(new ChangeNotices(subscriber));
    }

    /// Ends it.
    public void close() {
        subscriber.close();
    }
}
