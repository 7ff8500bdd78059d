package com.upcoach.coalesce.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.upcoach.coalesce.cache.Generations;
import com.upcoach.coalesce.cache.Tag;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/// A node without a server around it.
final class TestNode implements AutoCloseable {

  /// Tells a node that hangs from one on a busy machine.
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private final Vertx vertx;
  private final Context loop;
  private final String name = UUID.randomUUID().toString();
  private final Generations generations = new Generations(1 << 10);
  private final List<Tag> toldOtherwise = new CopyOnWriteArrayList<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final RedisInvalidationBus changes;
  private volatile Optional<TestNode> hearsOtherwise = Optional.empty();
  private boolean closed;

  private TestNode(RedisAddress address) {
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    loop = vertx.getOrCreateContext();
    changes =
        new RedisInvalidationBus(
            vertx,
            address,
            generations,
            name,
            tags -> {
              toldOtherwise.addAll(tags);
              hearsOtherwise.ifPresent(other -> other.changes.heard(tags));
              return Future.succeededFuture();
            },
            System::nanoTime,
            said::add);
  }

  static TestNode at(String url) {
    return at(
        new RedisAddress(
            RedisAddress.Kind.STANDALONE, List.of(url), "", Optional.empty(), "upcoach"));
  }

  static TestNode at(RedisAddress address) {
    return new TestNode(address);
  }

  /// From now on the other one hears of what this one cannot tell Redis of.
  void tellsOtherwise(TestNode other) {
    hearsOtherwise = Optional.of(other);
  }

  RedisInvalidationBus changes() {
    return changes;
  }

  NodeStatistics figures() {
    return changes.figures().orElseThrow();
  }

  String name() {
    return name;
  }

  List<String> said() {
    return List.copyOf(said);
  }

  Vertx vertx() {
    return vertx;
  }

  Generations generations() {
    return generations;
  }

  List<Tag> toldOtherwise() {
    return List.copyOf(toldOtherwise);
  }

  long generation(Tag tag) {
    return generations.of(List.of(tag));
  }

  SyncState hearing() {
    return changes.hearing();
  }

  /// Changes what a tag stands for and waits as its author would.
  void changes(Tag tag) {
    await(changes.changed(List.of(tag)));
  }

  void awaits(SyncState hearing) {
    awaits(() -> hearing() == hearing, "hearing " + hearing);
  }

  void awaitsOtherThan(long generation, Tag tag) {
    awaits(() -> generation(tag) != generation, "another generation");
  }

  void awaitsNewBeginning(long times) {
    awaits(() -> figures().begunAnew() > times, "a new beginning");
  }

  /// The name of a state, once both nodes have the same.
  String awaitsName(List<Tag> tags, TestNode other) {
    AtomicReference<Optional<String>> name = new AtomicReference<>();
    awaits(
        () -> {
          name.set(changes.agreed(tags));
          return name.get().isPresent() && name.get().equals(other.changes.agreed(tags));
        },
        "a name in common");
    return name.get().orElseThrow();
  }

  /// Its event loop does nothing until then.
  void hangUntil(CountDownLatch goOn) throws InterruptedException {
    CountDownLatch hangs = new CountDownLatch(1);
    loop.runOnContext(
        now -> {
          hangs.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    hangs.await();
  }

  private void awaits(BooleanSupplier condition, String what) {
    long limit = System.nanoTime() + PATIENCE;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > limit) {
        throw new AssertionError(
            "%s is not reached: %s; it said %s".formatted(what, figures(), said));
      }
      Thread.onSpinWait();
    }
  }

  static void await(Future<?> future) {
    assertEquals(
        true,
        future
            .toCompletionStage()
            .toCompletableFuture()
            .orTimeout(60, TimeUnit.SECONDS)
            .handle((done, failure) -> failure == null)
            .join());
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    await(changes.leave());
    await(vertx.close());
  }
}
