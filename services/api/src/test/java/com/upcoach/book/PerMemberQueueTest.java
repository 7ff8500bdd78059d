package com.upcoach.book;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PerMemberQueueTest {

  private static final UUID ADA = new UUID(1, 1);
  private static final UUID BOB = new UUID(2, 2);

  private final PerMemberQueue queue = new PerMemberQueue();
  private final List<String> started = new ArrayList<>();

  private CompletionStage<String> write(UUID member, String name, CompletableFuture<String> end) {
    return queue
        .run(
            member,
            () -> {
              started.add(name);
              return Uni.createFrom().completionStage(end);
            })
        .subscribeAsCompletionStage();
  }

  @Test
  void writers_of_one_member_run_one_after_the_other_in_arrival_order() {
    var first = new CompletableFuture<String>();
    var second = new CompletableFuture<String>();
    write(ADA, "first", first);
    write(ADA, "second", second);
    write(ADA, "third", new CompletableFuture<>());
    assertEquals(List.of("first"), started);
    first.complete("done");
    assertEquals(List.of("first", "second"), started);
    second.completeExceptionally(new IllegalStateException("failed"));
    assertEquals(List.of("first", "second", "third"), started);
  }

  @Test
  void members_do_not_wait_for_each_other() {
    write(ADA, "ada", new CompletableFuture<>());
    write(BOB, "bob", new CompletableFuture<>());
    assertEquals(List.of("ada", "bob"), started);
  }

  @Test
  void a_full_queue_rejects_writers_until_one_has_finished() {
    var first = new CompletableFuture<String>();
    write(ADA, "first", first);
    for (int number = 1; number < PerMemberQueue.MAX_QUEUED; number++) {
      assertFalse(write(ADA, "next", new CompletableFuture<>()).toCompletableFuture().isDone());
    }
    var refused = write(ADA, "one more", new CompletableFuture<>());
    assertInstanceOf(BookContentionException.class, refused.toCompletableFuture().exceptionNow());
    assertFalse(write(BOB, "bob", new CompletableFuture<>()).toCompletableFuture().isDone());
    first.complete("done");
    assertFalse(write(ADA, "after it", new CompletableFuture<>()).toCompletableFuture().isDone());
    assertTrue(started.contains("bob"));
  }
}
