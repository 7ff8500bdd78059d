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

/// Reads what other nodes have changed, and knows how long this node may count on having heard
/// all of it.
///
/// Belongs to one event loop, but for [#hearing].
final class InvalidationReader {

  private static final long LEASE = TimeUnit.MILLISECONDS.toNanos(RedisInvalidationBus.LEASE_MS);

  /// A node that has heard nothing for so long, and cannot use Redis, is cut off. Before that it
  /// may be the node that is slow, and others may be able to use Redis.
  private static final long CUT_OFF = TimeUnit.SECONDS.toNanos(1);

  private static final long AGAIN_MS = 50;

  /// Who was away for no longer than this was there before others gave up telling.
  private static final long HICCUP = TimeUnit.MILLISECONDS.toNanos(20);

  /// After that, others may have changed what they could not tell: they come back within this
  /// time, and tell it then.
  private static final long QUIET =
      TimeUnit.MILLISECONDS.toNanos(ReconnectingRedisConnection.LONGEST_PAUSE_MS + 500);

  /// Redis wakes those who wait up when there is something, but is late by up to 100 ms when
  /// there is not: beats go another way.
  private static final long WAITS_MS = 1_000;

  /// All generations at once may be a megabyte.
  private static final long ALL_GENERATIONS_MS = 2_000;

  private final Vertx vertx;
  private final Context loop;
  private final InvalidationLog log;
  private final String node;
  private final SharedGenerations agreed;
  private final Generations generations;
  private final LongSupplier clock;
  private final Consumer<String> says;
  private final Consumer<InvalidationLog.Heard> heard;
  private final BiConsumer<String, StreamEntryId> acknowledge;
  private final ReconnectingRedisConnection link;
  private final ReconnectingRedisConnection news;
  private final LongAdder changes = new LongAdder();
  private final LongAdder begun = new LongAdder();

  private final LogCursor cursor = new LogCursor();

  private volatile long leaseUntil;
  private volatile long heardAllAt;
  private volatile boolean beatsRefused;
  private volatile boolean newsRefused;
  private volatile long roundTrip;
  private volatile boolean closed;
  private volatile long beats;

  private volatile boolean isStopped;

  private boolean beating;
  private long stoppedAt;
  private long round;
  private long beatAt;
  private boolean isPeerMissing;
  private long quietUntil;
  private StreamEntryId upTo = StreamEntryId.START;
  private StreamEntryId heardPosition = StreamEntryId.START;

  /// @param link for commands, with news on a way of its own
  /// @param heard told what another node has heard of this one
  /// @param acknowledge tells a node, the first, up to where this one has heard of it
  InvalidationReader(
      Vertx vertx,
      Context loop,
      RedisAddress address,
      InvalidationLog log,
      ReconnectingRedisConnection link,
      String node,
      SharedGenerations agreed,
      Generations generations,
      LongSupplier clock,
      Consumer<String> says,
      Consumer<InvalidationLog.Heard> heard,
      BiConsumer<String, StreamEntryId> acknowledge) {
    this.vertx = vertx;
    this.loop = loop;
    this.log = log;
    this.node = node;
    this.agreed = agreed;
    this.generations = generations;
    this.clock = clock;
    this.says = says;
    this.heard = heard;
    this.acknowledge = acknowledge;
    this.link = link;
    this.news =
        new ReconnectingRedisConnection(vertx, loop, address, "news", clock, says, this::begin);
    this.leaseUntil = clock.getAsLong();
    this.heardAllAt = leaseUntil;
    this.quietUntil = leaseUntil;
  }

  void open() {
    news.open();
    loop.runOnContext(
        now -> beats = vertx.setPeriodic(RedisInvalidationBus.BEAT_MS, again -> beat()));
  }

  /// Gives nothing out from now on.
  void close() {
    closed = true;
    leaseUntil = clock.getAsLong();
    vertx.cancelTimer(beats);
    news.close();
  }

  SyncState hearing() {
    if (closed) {
      return SyncState.NONE;
    }
    long now = clock.getAsLong();
    if (now - leaseUntil < 0) {
      return SyncState.ALL;
    }
    return now - heardAllAt > CUT_OFF && isRedisUnusable() ? SyncState.NONE : SyncState.LATE;
  }

  private boolean isRedisUnusable() {
    return link.isAway() || news.isAway() || beatsRefused || newsRefused || isStopped;
  }

  /// Nanoseconds that Redis took to answer last.
  long roundTrip() {
    return roundTrip;
  }

  /// Changes of other nodes that were heard.
  long changes() {
    return changes.sum();
  }

  /// How often everything that was kept had to go, as what was missed is not known.
  long begunAnew() {
    return begun.sum();
  }

  /// Lets Redis miss this node, as it makes changes that it cannot tell.
  ///
  /// @return nanoseconds of the clock since when it does
  long stopBeating() {
    if (!isStopped) {
      isStopped = true;
      stoppedAt = clock.getAsLong();
    }
    return stoppedAt;
  }

  /// Ends [#stopBeating].
  void beatAgain() {
    isStopped = false;
  }

  /// Says that this node is there, unless it is just doing so.
  private void beat() {
    if (closed || beating || isStopped) {
      return;
    }
    beating = true;
    long sent = clock.getAsLong();
    StreamEntryId whenSent = cursor.position();
    log.beat(link, node, RedisInvalidationBus.COUNTED_ON_MS, RedisInvalidationBus.MISSED_MS)
        .compose(
            there -> {
              roundTrip = clock.getAsLong() - sent;
              return (isContinuous(whenSent, there)
                      ? Future.<Void>succeededFuture()
                      : beginAnew(there))
                  .map(continuing -> there);
            })
        .onComplete(
            ended -> {
              beating = false;
              if (ended.succeeded()) {
                counted(sent, ended.result());
              } else {
                beatsRefused |= isRefused(beatsRefused, ended.cause());
              }
            });
  }

  private void counted(long sent, InvalidationLog.Beat there) {
    beatsRefused = accepted(beatsRefused);
    beatAt = sent;
    isPeerMissing = there.missing() > 0;
    upTo = there.last();
    extend();
  }

  /// Redis is there again.
  ///
  /// @param after nanoseconds that it was away
  void goOn(long after) {
    if (after > HICCUP) {
      quietUntil = clock.getAsLong() + QUIET;
    }
  }

  /// Extends the lease once all that was told before the beat has been read.
  ///
  /// A peer that Redis misses may have lost its connection alone, and answers its members still.
  /// It waits until no lease is left that was given before it was missed, so none is given now.
  private void extend() {
    if (clock.getAsLong() - quietUntil < 0 || !cursor.hasReached(upTo)) {
      return;
    }
    heardAllAt = beatAt;
    if (!isPeerMissing) {
      leaseUntil = beatAt + LEASE;
    }
  }

  /// What Redis itself refuses, or answers with something that is not understood, is said once.
  ///
  /// @param before whether that was so already
  private boolean isRefused(boolean before, Throwable failure) {
    boolean rubbish =
        !(failure instanceof ErrorType) && !(failure instanceof RedisUnavailableException);
    if (rubbish) {
      // It is not read again: what it would have said is lost.
      agreed.forget();
    }
    boolean refused = rubbish || failure instanceof ErrorType;
    if (refused && !before) {
      says.accept("news: Redis cannot be used: " + failure.getMessage());
    }
    return refused;
  }

  /// @return that it is refused no more
  private boolean accepted(boolean before) {
    if (before) {
      says.accept("news: Redis can be used again");
    }
    return false;
  }

  /// Whether the log still holds all that this node has not read.
  private boolean isContinuous(StreamEntryId whenSent, InvalidationLog.Beat there) {
    return there.run().equals(agreed.run()) && cursor.accepts(whenSent, there);
  }

  private Future<Void> beginAnew(InvalidationLog.Beat there) {
    begun.increment();
    agreed.prepare(there.run());
    generations.bumpAll();
    cursor.restartAt(there.last());
    return log.generations(link, ALL_GENERATIONS_MS)
        .map(
            values -> {
              agreed.begin(there.run(), values);
              return null;
            });
  }

  /// The way for news is there.
  private void begin() {
    round++;
    read(round);
  }

  /// The way is made anew at times: a round on an old one must not go on beside the new ones.
  private void read(long ownRound) {
    if (closed || ownRound != round) {
      return;
    }
    log.news(news, node, cursor.position(), heardPosition, WAITS_MS)
        .map(
            read -> {
              take(read);
              return read;
            })
        .onSuccess(
            read -> {
              newsRefused = accepted(newsRefused);
              read(ownRound);
            })
        .onFailure(
            failure -> {
              newsRefused |= isRefused(newsRefused, failure);
              vertx.setTimer(AGAIN_MS, again -> read(ownRound));
            });
  }

  private void take(InvalidationLog.News news) {
    Map<String, StreamEntryId> tellers = new HashMap<>();
    for (InvalidationLog.Change change : news.changes()) {
      if (!change.node().equals(node)) {
        take(change);
        tellers.put(change.node(), change.id());
      }
      cursor.moveTo(change.id());
    }
    for (InvalidationLog.Heard one : news.heard()) {
      heardPosition = one.id();
      heard.accept(one);
    }
    extend();
    // Whoever is not told in spite of that waits for as long as this node may be counted on.
    tellers.forEach(acknowledge);
  }

  private void take(InvalidationLog.Change change) {
    changes.increment();
    agreed.learn(change.run(), change.values());
    change.values().keySet().forEach(generations::bumpSlot);
  }
}
