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

/// Changes that several nodes tell each other through Redis.
///
/// A node that has changed something answers only when every node that is counted on has said
/// that it has heard of it, or may no longer give out what it keeps. So no member ever sees, on
/// any node, what is older than its own last write.
///
/// - Each node says every [#BEAT_MS] that it is there, and is told where the log of changes ends.
///   It may give out what it keeps for [#LEASE_MS] from the moment that it began to say so, once
///   it has read the log up to there.
/// - Redis counts on it for as long from the moment that it has heard it, which is later.
/// - A change goes into the log, and whoever told it learns in the same step who is counted on.
///   It waits for their word, and for no longer than the lease: by then they have stopped.
/// - A node that Redis misses, without having left, may still answer authors. Its peers get no
///   lease for [#MISSED_MS]; it answers no author before theirs have run out.
///
/// Where Redis is away all leases run out. Those who change something tell it by another way
/// then, and tell Redis when it is back.
public final class RedisInvalidationBus implements InvalidationBus {

  /// How long a node may give out what it keeps after it was last told that all is well.
  static final long LEASE_MS = 100;

  /// Redis counts on it for a little longer, as clocks differ.
  static final long COUNTED_ON_MS = LEASE_MS + 10;

  static final long BEAT_MS = 20;

  /// After so long without Redis a node may answer an author without its peers' word: Redis has
  /// missed it by then, and no lease is left from before. A beat that was given up may have been
  /// counted as late as its patience lasts.
  static final long UNTOLD_AFTER_MS = 2 * COUNTED_ON_MS + ReconnectingRedisConnection.PATIENCE_MS;

  /// How long the peers of a node that disappears without leaving give nothing out. One that is
  /// slow, or has lost its connection alone, is back by then; one that has crashed is not.
  static final long MISSED_MS = 5_000;

  private static final long AGAIN_MS = 500;

  /// More counters than these are told as one: everything.
  private static final int MOST_COUNTERS = 1_000;

  private final Vertx vertx;
  private final Context loop;
  private final Generations generations;
  private final SharedGenerations agreed;
  private final String node;
  private final InvalidationLog log;
  private final ReconnectingRedisConnection link;
  private final InvalidationReader listener;
  private final Function<Set<Tag>, Future<Void>> otherWay;
  private final LongSupplier clock;
  private final Acknowledgements acknowledgements = new Acknowledgements();
  private final LongAdder told = new LongAdder();
  private final LongAdder untold = new LongAdder();

  /// Guarded by [#agreed].
  private Batch gathering = new Batch();

  /// The rest belongs to the loop.
  private final BitSet missed = new BitSet();

  private boolean telling;
  private boolean hasBegun;
  private Optional<Runnable> whenUp = Optional.empty();

  /// @param node what the node calls itself, different from all others
  /// @param otherWay tells other nodes of tags while Redis is away, as well as it can
  /// @param clock nanoseconds, as [System#nanoTime]
  /// @param says is told, in one line each, what the operator should know
  public RedisInvalidationBus(
      Vertx vertx,
      RedisAddress address,
      Generations generations,
      String node,
      Function<Set<Tag>, Future<Void>> otherWay,
      LongSupplier clock,
      Consumer<String> says) {
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    this.generations = generations;
    this.agreed = new SharedGenerations(generations);
    this.node = node;
    this.log = new InvalidationLog(address);
    this.otherWay = otherWay;
    this.clock = clock;
    this.link =
        new ReconnectingRedisConnection(vertx, loop, address, "changes", clock, says, this::up);
    this.listener =
        new InvalidationReader(
            vertx,
            loop,
            address,
            log,
            link,
            node,
            agreed,
            generations,
            clock,
            says,
            heard -> acknowledgements.heard(heard.node(), heard.upTo()),
            (teller, upTo) -> log.acknowledge(link, teller, node, upTo));
    link.open();
    listener.open();
  }

  /// Changes that are told together.
  private static final class Batch {
    private final BitSet counters = new BitSet();
    private final Set<Tag> tags = new HashSet<>();
    private final Promise<Void> done = Promise.promise();
  }

  @Override
  public Future<Void> changed(Collection<Tag> tags) {
    return changed(tags, tags.stream().mapToInt(generations::slotOf).toArray());
  }

  @Override
  public void heard(Collection<Tag> tags) {
    // Without the tags: whoever told it has told it the other way already.
    changed(List.of(), tags.stream().mapToInt(generations::slotOf).toArray());
  }

  @Override
  public Future<Void> everythingChanged() {
    return changed(List.of(), generations.slotOfEverything());
  }

  private Future<Void> changed(Collection<Tag> tags, int... counters) {
    if (counters.length == 0) {
      return Future.succeededFuture();
    }
    Batch batch;
    BitSet own = new BitSet();
    Arrays.stream(counters).forEach(own::set);
    synchronized (agreed) {
      // No name for it before what is kept goes: what is made from now on has none.
      agreed.unsettle(own);
      batch = gathering;
      batch.counters.or(own);
      batch.tags.addAll(tags);
    }
    own.stream().forEach(generations::bumpSlot);
    // Those who change something in the same moment are told together.
    loop.runOnContext(now -> tell());
    return onOwnLoop(batch.done.future());
  }

  /// Callers go on where they were.
  private static Future<Void> onOwnLoop(Future<Void> done) {
    Context own = Vertx.currentContext();
    if (own == null) {
      return done;
    }
    Promise<Void> there = Promise.promise();
    done.onComplete(ended -> own.runOnContext(now -> there.complete()));
    return there.future();
  }

  @Override
  public SyncState hearing() {
    return listener.hearing();
  }

  @Override
  public Generations generations() {
    return generations;
  }

  @Override
  public Optional<String> agreed(List<Tag> tags) {
    return hearing() == SyncState.ALL ? agreed.name(tags) : Optional.empty();
  }

  private void tell() {
    Batch batch;
    synchronized (agreed) {
      if (telling || gathering.counters.isEmpty()) {
        return;
      }
      batch = gathering;
      gathering = new Batch();
    }
    telling = true;
    tell(batch);
  }

  private void tell(Batch batch) {
    log.tell(link, node, bounded(batch.counters))
        .onSuccess(reply -> told(batch, reply))
        // Whether the way is lost is known once this turn is over.
        .onFailure(failure -> loop.runOnContext(next -> notTold(batch, failure)));
  }

  private BitSet bounded(BitSet counters) {
    if (counters.cardinality() <= MOST_COUNTERS) {
      return counters;
    }
    BitSet everything = new BitSet();
    everything.set(generations.slotOfEverything());
    return everything;
  }

  private void told(Batch batch, InvalidationLog.Told reply) {
    told.increment();
    listener.beatAgain();
    boolean known = settle(batch, reply);
    acknowledgementsOf(known, reply).onComplete(heard -> batch.done.complete());
    goOn();
  }

  /// @return false where it was told to another server than the one that this node has joined:
  /// that one may know of nobody
  private boolean settle(Batch batch, InvalidationLog.Told reply) {
    synchronized (agreed) {
      BitSet settled = (BitSet) batch.counters.clone();
      // They have changed once more since.
      settled.andNot(gathering.counters);
      return agreed.settle(settled, reply.run(), reply.values())
          && reply.run().equals(agreed.run());
    }
  }

  private Future<Void> acknowledgementsOf(boolean known, InvalidationLog.Told reply) {
    Promise<Void> leases = Promise.promise();
    Set<String> others = new HashSet<>(reply.nodes());
    others.remove(node);
    acknowledgements.onlyOf(reply.nodes());
    if (known && others.isEmpty()) {
      return Future.succeededFuture();
    }
    // Where the server is another one, peers may have leases of the one before.
    long limit =
        vertx.setTimer(
            known ? COUNTED_ON_MS : UNTOLD_AFTER_MS,
            over -> {
              acknowledgements.giveUp(reply.id());
              leases.tryComplete();
            });
    if (known) {
      acknowledgements
          .of(reply.id(), others)
          .onComplete(
              heard -> {
                vertx.cancelTimer(limit);
                leases.tryComplete();
              });
    }
    return leases.future();
  }

  private void notTold(Batch batch, Throwable failure) {
    if (link.isUp() && failure instanceof RedisUnavailableException) {
      // The connection was lost and is back already.
      tell(batch);
      return;
    }
    if (link.isUp()) {
      // Redis has refused it, and nobody says when it will not. Peers get no lease meanwhile.
      long stoppedAt = listener.stopBeating();
      vertx.setTimer(AGAIN_MS, later -> tellMissed());
      untold(batch, untoldAfter(stoppedAt));
      return;
    }
    long left = untoldAfter(link.lostAt());
    if (left <= 0) {
      untold(batch, 0);
      return;
    }
    // It may have been the connection alone, and others hear each other still.
    long limit = vertx.setTimer(left, late -> givenUp(batch));
    whenUp =
        Optional.of(
            () -> {
              if (vertx.cancelTimer(limit)) {
                tell(batch);
              }
            });
  }

  /// Milliseconds left until peers have no lease.
  ///
  /// @param since nanoseconds of the clock since when this node has not beaten
  private long untoldAfter(long since) {
    return UNTOLD_AFTER_MS - TimeUnit.NANOSECONDS.toMillis(clock.getAsLong() - since);
  }

  private void givenUp(Batch batch) {
    whenUp = Optional.empty();
    untold(batch, 0);
  }

  /// @param leftMs milliseconds until nobody gives out any more what it keeps, if Redis is gone
  ///     for all
  private void untold(Batch batch, long leftMs) {
    untold.increment();
    missed.or(batch.counters);
    Promise<Void> over = Promise.promise();
    if (leftMs > 0) {
      vertx.setTimer(leftMs, now -> over.complete());
    } else {
      over.complete();
    }
    Future.join(over.future(), otherWay.apply(batch.tags))
        .onComplete(
            done ->
                loop.runOnContext(
                    now -> {
                      batch.done.complete();
                      goOn();
                    }));
  }

  private void goOn() {
    telling = false;
    tell();
  }

  /// Redis is there again.
  private void up() {
    // A node that begins has nothing that could be too old.
    if (hasBegun) {
      listener.goOn(clock.getAsLong() - link.lostAt());
    }
    hasBegun = true;
    Optional<Runnable> waiting = whenUp;
    whenUp = Optional.empty();
    waiting.ifPresent(Runnable::run);
    tellMissed();
  }

  private void tellMissed() {
    synchronized (agreed) {
      gathering.counters.or(missed);
    }
    missed.clear();
    tell();
  }

  @Override
  public Optional<NodeStatistics> figures() {
    return Optional.of(
        new NodeStatistics(
            hearing(),
            listener.roundTrip(),
            told.sum(),
            untold.sum(),
            listener.changes(),
            listener.begunAnew()));
  }

  /// Gives nothing out any more, and is waited for by nobody.
  public Future<Void> leave() {
    listener.close();
    return log.leave(link, node)
        .otherwiseEmpty()
        .map(
            left -> {
              link.close();
              return null;
            });
  }
}
