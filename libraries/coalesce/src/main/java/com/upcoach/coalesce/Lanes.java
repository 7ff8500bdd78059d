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

/// The lanes to one PostgreSQL: on each event loop one connection of each [Kind], and the
/// batchers that share it.
///
/// A request is read, asked of the database and answered on one event loop: nothing is handed
/// from thread to thread, and batchers need no locks. Threads that are no event loop are served
/// by one of the loops.
public final class Lanes {

  /// What a lane is for. Statements of one connection queue behind each other, so slow ones
  /// have a connection of their own.
  public enum Kind {
    POINT_READS,
    WRITES,
    HEAVY_READS
  }

  /// Batches that each lane has under way at a time.
  public record UnderWay(int pointReads, int writes, int heavyReads) {
    int of(Kind kind) {
      return switch (kind) {
        case POINT_READS -> pointReads;
        case WRITES -> writes;
        case HEAVY_READS -> heavyReads;
      };
    }
  }

  /// Answers keys from batches.
  public interface Reader<K, V> {
    /// Fails with a [LaneRejectedException], or with what the query failed with.
    ///
    /// @param deadline as [#deadline] has it; past it the caller is refused as late
    Future<V> load(K key, long deadline);

    /// The same for many keys at once, which leave together as far as a batch has room. Fails
    /// as soon as one of them does.
    ///
    /// @return one value for each key, in their order
    Future<List<V>> loadAll(List<K> keys, long deadline);
  }

  /// Carries writes out in batches.
  @FunctionalInterface
  public interface Writer<K, W, R> {
    /// Answers once the write is durable. Fails with a [LaneRejectedException], or with what the
    /// database says of this write.
    ///
    /// @param deadline as [#deadline] has it; past it the caller is let go
    Future<R> write(K key, W content, long deadline);
  }

  private final Vertx vertx;
  private final PgConnectOptions options;
  private final UnderWay underWay;
  private final Duration deadAfter;
  private final Consumer<ConnectionNotice> notices;
  private final Context guests;
  private final List<Definition> definitions = new CopyOnWriteArrayList<>();
  private final Map<Thread, LoopLanes> loops = new ConcurrentHashMap<>();

  /// How a batcher is made on one event loop.
  record Definition(Kind kind, BiFunction<Lane, Statements, BatchSource> making) {}

  /// Connections are made when a loop first needs them, and end with `vertx` if not before.
  ///
  /// @param options of every connection
  /// @param deadAfter how long a statement may go without any answer on its connection before
  ///     that is given up as dead, and replaced
  /// @param notices takes word of each connection that is lost or made again
  public Lanes(
      Vertx vertx,
      PgConnectOptions options,
      UnderWay underWay,
      Duration deadAfter,
      Consumer<ConnectionNotice> notices) {
    this.vertx = vertx;
    this.options = options;
    this.underWay = underWay;
    this.deadAfter = deadAfter;
    this.notices = notices;
    this.guests = vertx.getOrCreateContext();
    // Otherwise connections that end with their loops would be made again, on loops that are
    // gone.
    ((VertxInternal) vertx).addCloseHook(closed -> close().onComplete(ended -> closed.complete()));
  }

  /// Defines reads of one kind.
  ///
  /// @param query answers distinct keys with one value each, in their order
  public <K, V> Reader<K, V> reader(
      Kind kind,
      Priority priority,
      BatchLimits limits,
      BiFunction<Statements, List<K>, Future<List<V>>> query) {
    int place =
        define(
            kind,
            (lane, statements) ->
                new ReadBatcher<K, V>(
                    lane, priority, limits, keys -> query.apply(statements, keys)));
    return new Reader<>() {
      @Override
      public Future<V> load(K key, long deadline) {
        return here(
            (LoopLanes loop, Promise<V> caller) -> {
              ReadBatcher<K, V> batcher = loop.reader(place);
              batcher.load(key, deadline, caller);
            });
      }

      @Override
      public Future<List<V>> loadAll(List<K> keys, long deadline) {
        return here(
            (LoopLanes loop, Promise<List<V>> caller) -> {
              ReadBatcher<K, V> batcher = loop.reader(place);
              List<Promise<V>> each = keys.stream().map(key -> Promise.<V>promise()).toList();
              batcher.loadAll(keys, deadline, each);
              Future.all(each.stream().map(Promise::future).toList())
                  .map(CompositeFuture::<V>list)
                  .onComplete(caller);
            });
      }
    };
  }

  /// Defines writes of one kind.
  ///
  /// @param statement carries out a batch, at most one write of each key, all of it or nothing
  public <K, W, R> Writer<K, W, R> writer(
      Kind kind,
      Priority priority,
      BatchLimits limits,
      BiFunction<Statements, List<W>, Future<List<R>>> statement) {
    int place =
        define(
            kind,
            (lane, statements) ->
                new WriteBatcher<K, W, R>(
                    lane, priority, limits, writes -> statement.apply(statements, writes)));
    return (key, content, deadline) ->
        here(
            (LoopLanes loop, Promise<R> caller) -> {
              WriteBatcher<K, W, R> batcher = loop.writer(place);
              batcher.write(key, content, deadline, caller);
            });
  }

  /// The moment, by the clock of all lanes, when somebody who comes now has run out of
  /// patience.
  public static long deadline(Duration patience) {
    return System.nanoTime() + patience.toNanos();
  }

  /// How long it is until a deadline; none or less once it has passed.
  public static Duration until(long deadline) {
    return Duration.ofNanos(deadline - System.nanoTime());
  }

  /// What went through each lane so far, all event loops together, by name.
  public List<LaneStatistics> figures() {
    Map<String, LaneStatistics> byName = new TreeMap<>();
    loops
        .values()
        .forEach(
            loop ->
                loop.figures().forEach(one -> byName.merge(one.lane(), one, LaneStatistics::plus)));
    return List.copyOf(byName.values());
  }

  /// Whether work of a priority should be refused on this event loop before it is begun: so
  /// much waits already that it would be shed.
  ///
  /// Off an event loop the answer is no.
  public boolean refuses(Kind kind, Priority priority) {
    LoopLanes loop = loops.get(Thread.currentThread());
    return loop != null && loop.lane(kind).refuses(priority);
  }

  /// Ends every connection; what is under way fails.
  public Future<?> close() {
    return Future.join(loops.values().stream().map(LoopLanes::close).toList());
  }

  private int define(Kind kind, BiFunction<Lane, Statements, BatchSource> making) {
    synchronized (definitions) {
      definitions.add(new Definition(kind, making));
      return definitions.size() - 1;
    }
  }

  @FunctionalInterface
  private interface Asking<V> {
    void ask(LoopLanes loop, Promise<V> caller);
  }

  private <V> Future<V> here(Asking<V> asking) {
    ContextInternal current = ContextInternal.current();
    if (current != null && current.isEventLoopContext() && current.inThread()) {
      Promise<V> caller = current.promise();
      asking.ask(ofThisLoop(current), caller);
      return caller.future();
    }
    Promise<V> caller = Promise.promise();
    guests.runOnContext(onLoop -> asking.ask(ofThisLoop(ContextInternal.current()), caller));
    return caller.future();
  }

  /// The same event loop without the deployment that the first request came by: connections of a
  /// deployment are lost when it is undeployed, which is before the lanes are closed.
  private Context ofNoDeployment(ContextInternal current) {
    return ((VertxInternal) vertx)
        .createEventLoopContext(current.nettyEventLoop(), null, current.classLoader());
  }

  private LoopLanes ofThisLoop(ContextInternal current) {
    LoopLanes here = loops.get(Thread.currentThread());
    if (here == null) {
      here =
          new LoopLanes(
              vertx,
              ofNoDeployment(current),
              options,
              underWay,
              definitions,
              deadAfter,
              notices,
              System::nanoTime);
      loops.put(Thread.currentThread(), here);
    }
    return here;
  }
}
