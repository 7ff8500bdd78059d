package com.upcoach.coalesce.nodes;

import com.upcoach.coalesce.cache.Generations;
import com.upcoach.coalesce.cache.Tag;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// Invalidation bus between nodes, through Redis.
///
/// The author of a change is answered only when every node with a lease has acknowledged the
/// invalidation, or its lease has ended. So no member ever sees, on any node, data older than its
/// own last write.
///
/// - Each node sends a heartbeat every [#HEARTBEAT_MS] and is told where the log of invalidations
///   ends. Once it has read the log up to there, it may serve cached responses for [#LEASE_MS],
///   counted from when the heartbeat was sent.
/// - Redis grants the lease from when the heartbeat arrived, which is later.
/// - Publishing appends to the log and returns, in the same step, the nodes with a lease. The
///   author waits for their acknowledgements, but no longer than the lease: by then they no longer
///   serve cached responses.
/// - A node whose lease ended without its leaving may still answer authors. Its peers get no lease
///   for [#MISSING_MS]; it answers no author before their leases have ended.
///
/// If Redis is unavailable all leases end. Invalidations then take the fallback channel, and are
/// published when Redis is back.
public final class RedisInvalidationBus implements InvalidationBus {

  /// Lease: how long a node may serve cached responses after it was last known to be up to date.
  static final long LEASE_MS = 100;

  /// Lease as Redis counts it: a little longer, since clocks differ.
  static final long MEMBERSHIP_MS = LEASE_MS + 10;

  static final long HEARTBEAT_MS = 20;

  /// Without Redis for so long, a node may answer an author without acknowledgements: Redis has
  /// missed the node by then, and no lease from before is left. A heartbeat that timed out may have
  /// been counted as late as its timeout.
  static final long LEASES_EXPIRED_AFTER_MS =
      2 * MEMBERSHIP_MS + ReconnectingRedisConnection.COMMAND_TIMEOUT_MS;

  /// How long the peers of a node that disappears without leaving serve no cached responses. A node
  /// that is slow, or has lost only its connection, is back by then; a node that has crashed is
  /// not.
  static final long MISSING_MS = 5_000;

  private static final long RETRY_MS = 500;

  /// More counters than these are published as one: the global one.
  private static final int MAX_SLOTS = 1_000;

  private final Vertx vertx;
  private final Context loop;
  private final Generations generations;
  private final SharedGenerations sharedGenerations;
  private final String node;
  private final InvalidationLog log;
  private final ReconnectingRedisConnection connection;
  private final InvalidationReader reader;
  private final Function<Set<Tag>, Future<Void>> fallback;
  private final LongSupplier clock;
  private final Acknowledgements acknowledgements = new Acknowledgements();
  private final LongAdder published = new LongAdder();
  private final LongAdder unpublished = new LongAdder();

  /// Guarded by [#sharedGenerations].
  private Batch nextBatch = new Batch();

  /// The fields below belong to the loop.
  private final BitSet unpublishedSlots = new BitSet();

  private boolean publishInFlight;
  private boolean wasConnected;
  private Optional<Runnable> onReconnect = Optional.empty();

  /// @param node unique name of this node
  /// @param fallback tells other nodes of tags while Redis is unavailable, on a best-effort basis
  /// @param clock nanoseconds, as [System#nanoTime]
  /// @param onStatus receives one line for each event that the operator should know
  public RedisInvalidationBus(
      Vertx vertx,
      RedisAddress address,
      Generations generations,
      String node,
      Function<Set<Tag>, Future<Void>> fallback,
      LongSupplier clock,
      Consumer<String> onStatus) {
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.generations = generations;
    this.sharedGenerations = new SharedGenerations(generations);
    this.node = node;
    this.log = new InvalidationLog(address);
    this.fallback = fallback;
    this.clock = clock;
    this.connection =
        new ReconnectingRedisConnection(
            vertx, loop, address, "cache invalidation", clock, onStatus, this::connected);
    this.reader =
        new InvalidationReader(
            vertx,
            loop,
            address,
            log,
            connection,
            node,
            sharedGenerations,
            generations,
            clock,
            onStatus,
            ack -> acknowledgements.acknowledged(ack.node(), ack.upTo()),
            (author, upTo) -> log.acknowledge(connection, author, node, upTo));
    connection.open();
    reader.open();
  }

  /// Invalidations that are published together.
  private static final class Batch {
    private final BitSet slots = new BitSet();
    private final Set<Tag> tags = new HashSet<>();
    private final Promise<Void> done = Promise.promise();
  }

  @Override
  public Future<Void> invalidate(Collection<Tag> tags) {
    return invalidate(tags, tags.stream().mapToInt(generations::slotOf).toArray());
  }

  @Override
  public void relay(Collection<Tag> tags) {
    // Without the tags: the sender has used the fallback channel already.
    invalidate(List.of(), tags.stream().mapToInt(generations::slotOf).toArray());
  }

  @Override
  public Future<Void> invalidateAll() {
    return invalidate(List.of(), generations.globalSlot());
  }

  private Future<Void> invalidate(Collection<Tag> tags, int... slots) {
    if (slots.length == 0) {
      return Future.succeededFuture();
    }
    Batch batch;
    BitSet ownSlots = new BitSet();
    Arrays.stream(slots).forEach(ownSlots::set);
    synchronized (sharedGenerations) {
      // The state loses its name before the cache is invalidated: responses loaded from now on have
      // none.
      sharedGenerations.markPending(ownSlots);
      batch = nextBatch;
      batch.slots.or(ownSlots);
      batch.tags.addAll(tags);
    }
    ownSlots.stream().forEach(generations::bumpSlot);
    // Invalidations of the same moment are published together.
    loop.runOnContext(now -> publish());
    return onCallersContext(batch.done.future());
  }

  /// Completes on the caller's own context.
  private static Future<Void> onCallersContext(Future<Void> done) {
    Context caller = Vertx.currentContext();
    if (caller == null) {
      return done;
    }
    Promise<Void> onContext = Promise.promise();
    done.onComplete(ended -> caller.runOnContext(now -> onContext.complete()));
    return onContext.future();
  }

  @Override
  public SyncState syncState() {
    return reader.syncState();
  }

  @Override
  public Generations generations() {
    return generations;
  }

  @Override
  public Optional<String> sharedState(List<Tag> tags) {
    return syncState() == SyncState.IN_SYNC ? sharedGenerations.stateOf(tags) : Optional.empty();
  }

  private void publish() {
    Batch batch;
    synchronized (sharedGenerations) {
      if (publishInFlight || nextBatch.slots.isEmpty()) {
        return;
      }
      batch = nextBatch;
      nextBatch = new Batch();
    }
    publishInFlight = true;
    publish(batch);
  }

  private void publish(Batch batch) {
    log.publish(connection, node, limitSlots(batch.slots))
        .onSuccess(reply -> published(batch, reply))
        // Whether the connection is lost is known only after this turn.
        .onFailure(failure -> loop.runOnContext(next -> publishFailed(batch, failure)));
  }

  private BitSet limitSlots(BitSet slots) {
    if (slots.cardinality() <= MAX_SLOTS) {
      return slots;
    }
    BitSet everything = new BitSet();
    everything.set(generations.globalSlot());
    return everything;
  }

  private void published(Batch batch, InvalidationLog.Published reply) {
    published.increment();
    reader.resumeHeartbeats();
    boolean isJoinedServer = confirm(batch, reply);
    awaitAcknowledgements(isJoinedServer, reply).onComplete(acknowledged -> batch.done.complete());
    publishNext();
  }

  /// @return false if the server is another one than this node has joined: that one may not know
  ///     the peers
  private boolean confirm(Batch batch, InvalidationLog.Published reply) {
    synchronized (sharedGenerations) {
      BitSet confirmed = (BitSet) batch.slots.clone();
      // Counters that have changed again since remain pending.
      confirmed.andNot(nextBatch.slots);
      return sharedGenerations.confirm(confirmed, reply.run(), reply.values())
          && reply.run().equals(sharedGenerations.run());
    }
  }

  private Future<Void> awaitAcknowledgements(
      boolean isJoinedServer, InvalidationLog.Published reply) {
    Promise<Void> released = Promise.promise();
    Set<String> others = new HashSet<>(reply.nodes());
    others.remove(node);
    acknowledgements.retainNodes(reply.nodes());
    if (isJoinedServer && others.isEmpty()) {
      return Future.succeededFuture();
    }
    // After a change of server, peers may hold leases of the previous one.
    long timer =
        vertx.setTimer(
            isJoinedServer ? MEMBERSHIP_MS : LEASES_EXPIRED_AFTER_MS,
            elapsed -> {
              acknowledgements.releaseUpTo(reply.id());
              released.tryComplete();
            });
    if (isJoinedServer) {
      acknowledgements
          .await(reply.id(), others)
          .onComplete(
              acknowledged -> {
                vertx.cancelTimer(timer);
                released.tryComplete();
              });
    }
    return released.future();
  }

  private void publishFailed(Batch batch, Throwable failure) {
    if (connection.isUp() && failure instanceof RedisUnavailableException) {
      // The connection was lost and is back already.
      publish(batch);
      return;
    }
    if (connection.isUp()) {
      // Redis rejects invalidations, and nobody knows for how long. Peers get no lease meanwhile.
      long stoppedAt = reader.stopHeartbeats();
      vertx.setTimer(RETRY_MS, later -> publishMissed());
      unpublished(batch, millisUntilLeasesExpire(stoppedAt));
      return;
    }
    long remaining = millisUntilLeasesExpire(connection.lostAt());
    if (remaining <= 0) {
      unpublished(batch, 0);
      return;
    }
    // Perhaps only this connection is lost, and peers still reach each other.
    long timer = vertx.setTimer(remaining, late -> giveUp(batch));
    onReconnect =
        Optional.of(
            () -> {
              if (vertx.cancelTimer(timer)) {
                publish(batch);
              }
            });
  }

  /// Milliseconds until the peers' leases have ended.
  ///
  /// @param since when this node stopped its heartbeats, in nanoseconds of the clock
  private long millisUntilLeasesExpire(long since) {
    return LEASES_EXPIRED_AFTER_MS - TimeUnit.NANOSECONDS.toMillis(clock.getAsLong() - since);
  }

  private void giveUp(Batch batch) {
    onReconnect = Optional.empty();
    unpublished(batch, 0);
  }

  /// @param remainingMs milliseconds until no node serves cached responses, if Redis is gone for
  ///     all
  private void unpublished(Batch batch, long remainingMs) {
    unpublished.increment();
    unpublishedSlots.or(batch.slots);
    Promise<Void> elapsed = Promise.promise();
    if (remainingMs > 0) {
      vertx.setTimer(remainingMs, now -> elapsed.complete());
    } else {
      elapsed.complete();
    }
    Future.join(elapsed.future(), fallback.apply(batch.tags))
        .onComplete(
            done ->
                loop.runOnContext(
                    now -> {
                      batch.done.complete();
                      publishNext();
                    }));
  }

  private void publishNext() {
    publishInFlight = false;
    publish();
  }

  /// Continues after Redis became available.
  private void connected() {
    // At the start there is nothing in the cache that could be stale.
    if (wasConnected) {
      reader.onReconnected(clock.getAsLong() - connection.lostAt());
    }
    wasConnected = true;
    Optional<Runnable> waiting = onReconnect;
    onReconnect = Optional.empty();
    waiting.ifPresent(Runnable::run);
    publishMissed();
  }

  private void publishMissed() {
    synchronized (sharedGenerations) {
      nextBatch.slots.or(unpublishedSlots);
    }
    unpublishedSlots.clear();
    publish();
  }

  @Override
  public Optional<NodeStatistics> statistics() {
    return Optional.of(
        new NodeStatistics(
            syncState(),
            reader.roundTrip(),
            published.sum(),
            unpublished.sum(),
            reader.received(),
            reader.resyncs()));
  }

  /// Leaves the cluster: ends the lease, so that peers no longer wait for this node.
  public Future<Void> leave() {
    reader.close();
    return log.leave(connection, node)
        .otherwiseEmpty()
        .map(
            remaining -> {
              connection.close();
              return null;
            });
  }
}
