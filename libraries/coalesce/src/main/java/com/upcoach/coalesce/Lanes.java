package com.upcoach.coalesce;

import io.vertx.core.CompositeFuture;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// The lanes to one PostgreSQL: on each event loop one connection of each [Kind], and the batchers
/// that share it.
///
/// A request is read, sent to the database and answered on one event loop. No work moves between
/// threads, and batchers need no locks. A call from any other thread runs on one of the loops.
public final class Lanes {

  /// Purpose of a lane. Statements on one connection queue behind each other, so slow ones have a
  /// connection of their own.
  public enum Kind {
    POINT_READS,
    WRITES,
    HEAVY_READS
  }

  /// Number of batches that each lane may have in flight.
  public record MaxInFlight(int pointReads, int writes, int heavyReads) {
    int of(Kind kind) {
      return switch (kind) {
        case POINT_READS -> pointReads;
        case WRITES -> writes;
        case HEAVY_READS -> heavyReads;
      };
    }
  }

  /// Loads values by key, in batches.
  public interface Reader<K, V> {
    /// Loads the value of a key. Fails with a [LaneRejectedException], or with the failure of the
    /// query.
    ///
    /// @param deadline as returned by [#deadline]; past it the call fails with the reason LATE
    Future<V> load(K key, long deadline);

    /// Loads many keys, which go into the same batch as far as it has room. Fails as soon as one of
    /// them fails.
    ///
    /// @return one value for each key, in their order
    Future<List<V>> loadAll(List<K> keys, long deadline);
  }

  /// Executes writes in batches.
  @FunctionalInterface
  public interface Writer<K, W, R> {
    /// Completes once the write is durable. Fails with a [LaneRejectedException], or with the
    /// database's error for this write.
    ///
    /// @param deadline as returned by [#deadline]; past it the caller is no longer waited for,
    ///     though the write may still take place
    Future<R> write(K key, W content, long deadline);
  }

  private final Vertx vertx;
  private final PgConnectOptions options;
  private final MaxInFlight maxInFlight;
  private final Duration deadAfter;
  private final Consumer<ConnectionNotice> notices;
  private final Context fallbackContext;
  private final List<Definition> definitions = new CopyOnWriteArrayList<>();
  private final Map<Thread, LoopLanes> loops = new ConcurrentHashMap<>();

  /// Factory of a batcher, called once on each event loop.
  record Definition(Kind kind, BiFunction<Lane, Statements, BatchSource> factory) {}

  /// Opens each connection when its event loop first needs it. Connections are closed with `vertx`
  /// at the latest.
  ///
  /// @param options of every connection
  /// @param deadAfter silence after which a connection with statements in flight counts as dead and
  ///     is replaced
  /// @param notices told when a connection is lost or established again
  public Lanes(
      Vertx vertx,
      PgConnectOptions options,
      MaxInFlight maxInFlight,
      Duration deadAfter,
      Consumer<ConnectionNotice> notices) {
    this.vertx = vertx;
    this.options = options;
    this.maxInFlight = maxInFlight;
    this.deadAfter = deadAfter;
    this.notices = notices;
    this.fallbackContext = vertx.getOrCreateContext();
    // Otherwise connections that end with their loops would be reopened on loops that no longer
    // run.
    ((VertxInternal) vertx).addCloseHook(closed -> close().onComplete(ended -> closed.complete()));
  }

  /// Defines a batched query.
  ///
  /// @param query loads distinct keys, one value each, in their order
  public <K, V> Reader<K, V> reader(
      Kind kind,
      Priority priority,
      BatchLimits limits,
      BiFunction<Statements, List<K>, Future<List<V>>> query) {
    int index =
        define(
            kind,
            (lane, statements) ->
                new ReadBatcher<K, V>(
                    lane, priority, limits, keys -> query.apply(statements, keys)));
    return new Reader<>() {
      @Override
      public Future<V> load(K key, long deadline) {
        return runOnLoop(
            (LoopLanes loop, Promise<V> caller) -> {
              ReadBatcher<K, V> batcher = loop.reader(index);
              batcher.load(key, deadline, caller);
            });
      }

      @Override
      public Future<List<V>> loadAll(List<K> keys, long deadline) {
        return runOnLoop(
            (LoopLanes loop, Promise<List<V>> caller) -> {
              ReadBatcher<K, V> batcher = loop.reader(index);
              List<Promise<V>> each = keys.stream().map(key -> Promise.<V>promise()).toList();
              batcher.loadAll(keys, deadline, each);
              Future.all(each.stream().map(Promise::future).toList())
                  .map(CompositeFuture::<V>list)
                  .onComplete(caller);
            });
      }
    };
  }

  /// Defines a batched write.
  ///
  /// @param statement executes a batch, at most one write of each key, atomically
  public <K, W, R> Writer<K, W, R> writer(
      Kind kind,
      Priority priority,
      BatchLimits limits,
      BiFunction<Statements, List<W>, Future<List<R>>> statement) {
    int index =
        define(
            kind,
            (lane, statements) ->
                new WriteBatcher<K, W, R>(
                    lane, priority, limits, writes -> statement.apply(statements, writes)));
    return (key, content, deadline) ->
        runOnLoop(
            (LoopLanes loop, Promise<R> caller) -> {
              WriteBatcher<K, W, R> batcher = loop.writer(index);
              batcher.write(key, content, deadline, caller);
            });
  }

  /// Deadline of a request that arrives now, by the clock of all lanes, in nanoseconds.
  public static long deadline(Duration timeout) {
    return System.nanoTime() + timeout.toNanos();
  }

  /// Time left until a deadline; zero or negative once it has passed.
  public static Duration until(long deadline) {
    return Duration.ofNanos(deadline - System.nanoTime());
  }

  /// Counters of each lane, summed over all event loops, sorted by name.
  public List<LaneStatistics> statistics() {
    Map<String, LaneStatistics> byName = new TreeMap<>();
    loops
        .values()
        .forEach(
            loop ->
                loop.statistics()
                    .forEach(lane -> byName.merge(lane.lane(), lane, LaneStatistics::plus)));
    return List.copyOf(byName.values());
  }

  /// Whether new work of a priority should be rejected on this event loop, because so much is
  /// pending that it would be shed.
  ///
  /// Always false off an event loop.
  public boolean rejects(Kind kind, Priority priority) {
    LoopLanes loop = loops.get(Thread.currentThread());
    return loop != null && loop.lane(kind).rejects(priority);
  }

  /// Closes every connection; statements in flight fail.
  public Future<?> close() {
    return Future.join(loops.values().stream().map(LoopLanes::close).toList());
  }

  private int define(Kind kind, BiFunction<Lane, Statements, BatchSource> factory) {
    synchronized (definitions) {
      definitions.add(new Definition(kind, factory));
      return definitions.size() - 1;
    }
  }

  @FunctionalInterface
  private interface LoopTask<V> {
    void run(LoopLanes loop, Promise<V> caller);
  }

  private <V> Future<V> runOnLoop(LoopTask<V> task) {
    ContextInternal current = ContextInternal.current();
    if (current != null && current.isEventLoopContext() && current.inThread()) {
      Promise<V> caller = current.promise();
      task.run(lanesOfLoop(current), caller);
      return caller.future();
    }
    Promise<V> caller = Promise.promise();
    fallbackContext.runOnContext(
        onLoop -> task.run(lanesOfLoop(ContextInternal.current()), caller));
    return caller.future();
  }

  /// Context of the same event loop without the deployment of the first request. Undeploying closes
  /// the connections of a deployment, and happens before the lanes are closed.
  private Context withoutDeployment(ContextInternal current) {
    return ((VertxInternal) vertx)
        .createEventLoopContext(current.nettyEventLoop(), null, current.classLoader());
  }

  private LoopLanes lanesOfLoop(ContextInternal current) {
    LoopLanes existing = loops.get(Thread.currentThread());
    if (existing == null) {
      existing =
          new LoopLanes(
              vertx,
              withoutDeployment(current),
              options,
              maxInFlight,
              definitions,
              deadAfter,
              notices,
              System::nanoTime);
      loops.put(Thread.currentThread(), existing);
    }
    return existing;
  }
}
