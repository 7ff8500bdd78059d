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

  /// Timeout that tells a node that hangs from a busy machine.
  private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(60);

  private final Vertx vertx;
  private final Context loop;
  private final String name = UUID.randomUUID().toString();
  private final Generations generations = new Generations(1 << 10);
  private final List<Tag> fallbackTags = new CopyOnWriteArrayList<>();
  private final List<String> statusLines = new CopyOnWriteArrayList<>();
  private final RedisInvalidationBus bus;
  private volatile Optional<TestNode> fallbackPeer = Optional.empty();
  private boolean closed;

  private TestNode(RedisAddress address) {
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    loop = vertx.getOrCreateContext();
    bus =
        new RedisInvalidationBus(
            vertx,
            address,
            generations,
            name,
            tags -> {
              fallbackTags.addAll(tags);
              fallbackPeer.ifPresent(other -> other.bus.relay(tags));
              return Future.succeededFuture();
            },
            System::nanoTime,
            statusLines::add);
  }

  static TestNode at(String url) {
    return at(
        new RedisAddress(
            RedisAddress.Kind.STANDALONE, List.of(url), "", Optional.empty(), "upcoach"));
  }

  static TestNode at(RedisAddress address) {
    return new TestNode(address);
  }

  /// Sends invalidations that cannot be published in Redis to the other node.
  void setFallbackPeer(TestNode other) {
    fallbackPeer = Optional.of(other);
  }

  RedisInvalidationBus bus() {
    return bus;
  }

  NodeStatistics statistics() {
    return bus.statistics().orElseThrow();
  }

  String name() {
    return name;
  }

  List<String> statusLines() {
    return List.copyOf(statusLines);
  }

  Vertx vertx() {
    return vertx;
  }

  Generations generations() {
    return generations;
  }

  List<Tag> fallbackTags() {
    return List.copyOf(fallbackTags);
  }

  long generation(Tag tag) {
    return generations.of(List.of(tag));
  }

  SyncState syncState() {
    return bus.syncState();
  }

  /// Invalidates a tag, and waits as its author would.
  void write(Tag tag) {
    await(bus.invalidate(List.of(tag)));
  }

  void awaitState(SyncState syncState) {
    awaitUntil(() -> syncState() == syncState, "sync state " + syncState);
  }

  void awaitGenerationChange(long generation, Tag tag) {
    awaitUntil(() -> generation(tag) != generation, "another generation");
  }

  void awaitResync(long times) {
    awaitUntil(() -> statistics().resyncs() > times, "a resync");
  }

  /// Name of the present state, once both nodes give it the same name.
  String awaitSharedState(List<Tag> tags, TestNode other) {
    AtomicReference<Optional<String>> name = new AtomicReference<>();
    awaitUntil(
        () -> {
          name.set(bus.sharedState(tags));
          return name.get().isPresent() && name.get().equals(other.bus.sharedState(tags));
        },
        "a name in common");
    return name.get().orElseThrow();
  }

  /// Blocks the node's event loop.
  void blockUntil(CountDownLatch resume) throws InterruptedException {
    CountDownLatch hangs = new CountDownLatch(1);
    loop.runOnContext(
        now -> {
          hangs.countDown();
          try {
            resume.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    hangs.await();
  }

  private void awaitUntil(BooleanSupplier condition, String what) {
    long limit = System.nanoTime() + TIMEOUT;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > limit) {
        throw new AssertionError(
            "%s is not reached: %s; status lines %s".formatted(what, statistics(), statusLines));
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
    await(bus.leave());
    await(vertx.close());
  }
}
