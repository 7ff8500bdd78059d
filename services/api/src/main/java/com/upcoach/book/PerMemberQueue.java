package com.upcoach.book;

import io.smallrye.mutiny.Uni;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// A queue for each member that runs the writers of its book one after the other, on this node.
///
/// Without it concurrent writers would read the same revision, and all but one would have to retry.
/// Correctness does not depend on it: the revision (optimistic lock) decides which write succeeds.
final class PerMemberQueue {

  /// The limit of queued writers of a member: more than any number of devices sends by mistake.
  static final int MAX_QUEUED = 200;

  private final ConcurrentHashMap<UUID, Queue> queues = new ConcurrentHashMap<>();

  /// The queue of a member.
  ///
  /// @param last completes when the last queued writer has ended
  private record Queue(CompletableFuture<Void> last, int length) {}

  /// Runs the work once all earlier work for the member has ended, whether or not it succeeded.
  ///
  /// Fails with a [BookContentionException] where the queue is full.
  <T> Uni<T> run(UUID memberId, Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              CompletableFuture<Void> own = new CompletableFuture<>();
              Queue before = enqueue(memberId, own);
              if (before != null && before.length() >= MAX_QUEUED) {
                return Uni.createFrom().failure(new BookContentionException(memberId));
              }
              return start(before, work).onTermination().invoke(() -> dequeue(memberId, own));
            });
  }

  /// Appends `own` to the member's queue unless it is full, and returns the queue as it was before.
  private Queue enqueue(UUID memberId, CompletableFuture<Void> own) {
    Queue[] before = new Queue[1];
    queues.compute(
        memberId,
        (id, queue) -> {
          before[0] = queue;
          if (queue == null) {
            return new Queue(own, 1);
          }
          return queue.length() >= MAX_QUEUED ? queue : new Queue(own, queue.length() + 1);
        });
    return before[0];
  }

  private static <T> Uni<T> start(Queue before, Supplier<Uni<T>> work) {
    return before == null
        ? work.get()
        : Uni.createFrom().completionStage(before.last()).flatMap(ended -> work.get());
  }

  private void dequeue(UUID memberId, CompletableFuture<Void> own) {
    queues.computeIfPresent(
        memberId,
        (id, queue) -> queue.length() == 1 ? null : new Queue(queue.last(), queue.length() - 1));
    own.complete(null);
  }
}
