package com.upcoach.coalesce.nodes;

import com.upcoach.coalesce.cache.Generations;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.impl.types.ErrorType;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Reads the invalidations of other nodes, and holds this node's lease: the time until which it is
/// known to have read all of them.
///
/// Belongs to one event loop, but for [#syncState].
final class InvalidationReader {

  private static final long LEASE = TimeUnit.MILLISECONDS.toNanos(RedisInvalidationBus.LEASE_MS);

  /// A node that has not caught up for so long, and cannot use Redis, is disconnected. Before that,
  /// this node alone may be slow while its peers can still use Redis.
  private static final long DISCONNECTED_AFTER = TimeUnit.SECONDS.toNanos(1);

  private static final long RETRY_MS = 50;

  /// After an outage shorter than this, peers were still retrying, so no invalidation was lost.
  private static final long MAX_HARMLESS_OUTAGE = TimeUnit.MILLISECONDS.toNanos(20);

  /// After a longer outage, peers may have invalidations that they could not publish. They
  /// reconnect within this time and publish them then.
  private static final long SETTLE_TIME =
      TimeUnit.MILLISECONDS.toNanos(ReconnectingRedisConnection.MAX_BACKOFF_MS + 500);

  /// A blocking read returns immediately when there is an entry, but up to 100 ms late when there
  /// is none: heartbeats use another connection.
  private static final long READ_BLOCK_MS = 1_000;

  /// All generations together may be a megabyte.
  private static final long RESYNC_TIMEOUT_MS = 2_000;

  private final Vertx vertx;
  private final Context loop;
  private final InvalidationLog log;
  private final String node;
  private final SharedGenerations sharedGenerations;
  private final Generations generations;
  private final LongSupplier clock;
  private final Consumer<String> onStatus;
  private final Consumer<InvalidationLog.Acknowledgement> onAcknowledgement;
  private final BiConsumer<String, StreamEntryId> acknowledge;
  private final ReconnectingRedisConnection commandConnection;
  private final ReconnectingRedisConnection readConnection;
  private final LongAdder received = new LongAdder();
  private final LongAdder resyncs = new LongAdder();

  private final LogCursor cursor = new LogCursor();

  private volatile long leaseUntil;
  private volatile long caughtUpAt;
  private volatile boolean heartbeatRejected;
  private volatile boolean readRejected;
  private volatile long roundTrip;
  private volatile boolean closed;
  private volatile long heartbeatTimer;

  private volatile boolean isStopped;

  private boolean heartbeatInFlight;
  private long stoppedAt;
  private long readLoop;
  private long heartbeatSentAt;
  private boolean isPeerMissing;
  private long settledAt;
  private StreamEntryId logEnd = StreamEntryId.START;
  private StreamEntryId acknowledgedPosition = StreamEntryId.START;

  /// @param commandConnection for commands; blocking reads use a connection of their own
  /// @param onAcknowledgement called with each acknowledgement of this node's invalidations
  /// @param acknowledge sends the node, its first argument, an acknowledgement up to an entry
  InvalidationReader(
      Vertx vertx,
      Context loop,
      RedisAddress address,
      InvalidationLog log,
      ReconnectingRedisConnection commandConnection,
      String node,
      SharedGenerations sharedGenerations,
      Generations generations,
      LongSupplier clock,
      Consumer<String> onStatus,
      Consumer<InvalidationLog.Acknowledgement> onAcknowledgement,
      BiConsumer<String, StreamEntryId> acknowledge) {
    this.vertx = vertx;
    this.loop = loop;
    this.log = log;
    this.node = node;
    this.sharedGenerations = sharedGenerations;
    this.generations = generations;
    this.clock = clock;
    this.onStatus = onStatus;
    this.onAcknowledgement = onAcknowledgement;
    this.acknowledge = acknowledge;
    this.commandConnection = commandConnection;
    this.readConnection =
        new ReconnectingRedisConnection(
            vertx, loop, address, "cache invalidation", clock, onStatus, this::startReading);
    this.leaseUntil = clock.getAsLong();
    this.caughtUpAt = leaseUntil;
    this.settledAt = leaseUntil;
  }

  void open() {
    readConnection.open();
    loop.runOnContext(
        now ->
            heartbeatTimer =
                vertx.setPeriodic(RedisInvalidationBus.HEARTBEAT_MS, again -> heartbeat()));
  }

  /// Ends the lease for good.
  void close() {
    closed = true;
    leaseUntil = clock.getAsLong();
    vertx.cancelTimer(heartbeatTimer);
    readConnection.close();
  }

  SyncState syncState() {
    if (closed) {
      return SyncState.DISCONNECTED;
    }
    long now = clock.getAsLong();
    if (now - leaseUntil < 0) {
      return SyncState.IN_SYNC;
    }
    return now - caughtUpAt > DISCONNECTED_AFTER && isRedisUnusable()
        ? SyncState.DISCONNECTED
        : SyncState.LEASE_EXPIRED;
  }

  private boolean isRedisUnusable() {
    return commandConnection.isUnavailable()
        || readConnection.isUnavailable()
        || heartbeatRejected
        || readRejected
        || isStopped;
  }

  /// Nanoseconds of the last round trip to Redis.
  long roundTrip() {
    return roundTrip;
  }

  /// Number of invalidations received from other nodes.
  long received() {
    return received.sum();
  }

  /// Number of times that everything was invalidated because invalidations may have been missed.
  long resyncs() {
    return resyncs.sum();
  }

  /// Stops the heartbeats, so that peers learn that this node has invalidations it cannot publish.
  ///
  /// @return since when, in nanoseconds of the clock
  long stopHeartbeats() {
    if (!isStopped) {
      isStopped = true;
      stoppedAt = clock.getAsLong();
    }
    return stoppedAt;
  }

  /// Ends [#stopHeartbeats].
  void resumeHeartbeats() {
    isStopped = false;
  }

  /// Sends a heartbeat, unless one is in flight.
  private void heartbeat() {
    if (closed || heartbeatInFlight || isStopped) {
      return;
    }
    heartbeatInFlight = true;
    long sent = clock.getAsLong();
    StreamEntryId whenSent = cursor.position();
    log.heartbeat(
            commandConnection,
            node,
            RedisInvalidationBus.MEMBERSHIP_MS,
            RedisInvalidationBus.MISSING_MS)
        .compose(
            reply -> {
              roundTrip = clock.getAsLong() - sent;
              return (isLogComplete(whenSent, reply)
                      ? Future.<Void>succeededFuture()
                      : resync(reply))
                  .map(continuing -> reply);
            })
        .onComplete(
            ended -> {
              heartbeatInFlight = false;
              if (ended.succeeded()) {
                onHeartbeat(sent, ended.result());
              } else {
                heartbeatRejected |= isRejection(heartbeatRejected, ended.cause());
              }
            });
  }

  private void onHeartbeat(long sent, InvalidationLog.Heartbeat reply) {
    heartbeatRejected = clearRejection(heartbeatRejected);
    heartbeatSentAt = sent;
    isPeerMissing = reply.missing() > 0;
    logEnd = reply.last();
    extendLease();
  }

  /// Continues after an outage of Redis.
  ///
  /// @param outage nanoseconds
  void onReconnected(long outage) {
    if (outage > MAX_HARMLESS_OUTAGE) {
      settledAt = clock.getAsLong() + SETTLE_TIME;
    }
  }

  /// Extends the lease once everything published before the heartbeat has been read.
  ///
  /// A peer that Redis misses may have lost only its connection, and still answer its members. It
  /// waits until all leases from before it was missed have ended, so no lease is extended now.
  private void extendLease() {
    if (clock.getAsLong() - settledAt < 0 || !cursor.hasReached(logEnd)) {
      return;
    }
    caughtUpAt = heartbeatSentAt;
    if (!isPeerMissing) {
      leaseUntil = heartbeatSentAt + LEASE;
    }
  }

  /// Whether a failure is a rejection by Redis, or a reply that cannot be parsed. Reports the first
  /// one of a series.
  ///
  /// @param wasRejected whether the previous request failed like this
  private boolean isRejection(boolean wasRejected, Throwable failure) {
    boolean isUnreadable =
        !(failure instanceof ErrorType) && !(failure instanceof RedisUnavailableException);
    if (isUnreadable) {
      // The entry is not read again: its content is lost.
      sharedGenerations.clear();
    }
    boolean rejected = isUnreadable || failure instanceof ErrorType;
    if (rejected && !wasRejected) {
      onStatus.accept("cache invalidation: Redis rejects requests: " + failure.getMessage());
    }
    return rejected;
  }

  /// @return false, as the new state
  private boolean clearRejection(boolean wasRejected) {
    if (wasRejected) {
      onStatus.accept("cache invalidation: Redis accepts requests again");
    }
    return false;
  }

  /// Whether the log still holds everything that this node has not read.
  private boolean isLogComplete(StreamEntryId whenSent, InvalidationLog.Heartbeat reply) {
    return reply.run().equals(sharedGenerations.run()) && cursor.accepts(whenSent, reply);
  }

  private Future<Void> resync(InvalidationLog.Heartbeat reply) {
    resyncs.increment();
    sharedGenerations.beginResync(reply.run());
    generations.bumpAll();
    cursor.restartAt(reply.last());
    return log.generations(commandConnection, RESYNC_TIMEOUT_MS)
        .map(
            values -> {
              sharedGenerations.completeResync(reply.run(), values);
              return null;
            });
  }

  /// Starts reading on a new connection.
  private void startReading() {
    readLoop++;
    read(readLoop);
  }

  /// Each new connection starts a read loop of its own; the loop of an old one must not go on
  /// beside it.
  private void read(long ownReadLoop) {
    if (closed || ownReadLoop != readLoop) {
      return;
    }
    log.read(readConnection, node, cursor.position(), acknowledgedPosition, READ_BLOCK_MS)
        .map(
            read -> {
              apply(read);
              return read;
            })
        .onSuccess(
            read -> {
              readRejected = clearRejection(readRejected);
              read(ownReadLoop);
            })
        .onFailure(
            failure -> {
              readRejected |= isRejection(readRejected, failure);
              vertx.setTimer(RETRY_MS, again -> read(ownReadLoop));
            });
  }

  private void apply(InvalidationLog.Entries entries) {
    Map<String, StreamEntryId> authors = new HashMap<>();
    for (InvalidationLog.Invalidation change : entries.invalidations()) {
      if (!change.node().equals(node)) {
        apply(change);
        authors.put(change.node(), change.id());
      }
      cursor.moveTo(change.id());
    }
    for (InvalidationLog.Acknowledgement acknowledgement : entries.acknowledgements()) {
      acknowledgedPosition = acknowledgement.id();
      onAcknowledgement.accept(acknowledgement);
    }
    extendLease();
    // If an acknowledgement is lost, the author waits until this node's lease has ended.
    authors.forEach(acknowledge);
  }

  private void apply(InvalidationLog.Invalidation change) {
    received.increment();
    sharedGenerations.apply(change.run(), change.values());
    change.values().keySet().forEach(generations::bumpSlot);
  }
}
