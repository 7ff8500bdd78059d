package com.upcoach.member;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.coalesce.LaneRejectedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PasswordQueueTest {

  private final PasswordQueue queue =
      new PasswordQueue(1, 4, Thread.ofPlatform().daemon().factory());
  private final List<String> ran = new ArrayList<>();
  private final Set<String> refused = new TreeSet<>();
  private final CountDownLatch busy = new CountDownLatch(1);

  @BeforeEach
  void occupy_the_only_thread() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    queue.add(
        "first",
        new PasswordQueue.Task() {
          @Override
          public void run() {
            begun.countDown();
            awaitQuietly(busy);
          }

          @Override
          public void refused(LaneRejectedException refusal) {
            refused.add("first");
          }
        });
    assertTrue(begun.await(5, TimeUnit.SECONDS));
  }

  @AfterEach
  void close() {
    queue.close();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertTrue(latch.await(5, TimeUnit.SECONDS));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void add(String client, String name) {
    queue.add(client, task(name));
  }

  private PasswordQueue.Task task(String name) {
    return new PasswordQueue.Task() {
      @Override
      public void run() {
        ran.add(name);
      }

      @Override
      public void refused(LaneRejectedException refusal) {
        assertEquals(LaneRejectedException.Reason.FULL, refusal.reason());
        refused.add(name);
      }
    };
  }

  /// Releases the thread, and waits until it has run all queued tasks.
  private List<String> runAll() throws InterruptedException {
    busy.countDown();
    for (int turn = 0; turn < 500 && ran.size() + refused.size() < 6; turn++) {
      Thread.sleep(10);
    }
    return ran;
  }

  @Test
  void clients_are_served_round_robin() throws InterruptedException {
    add("a", "a1");
    add("a", "a2");
    add("a", "a3");
    add("b", "b1");
    busy.countDown();
    for (int turn = 0; turn < 500 && ran.size() < 4; turn++) {
      Thread.sleep(10);
    }
    assertEquals(List.of("a1", "b1", "a2", "a3"), ran);
  }

  @Test
  void a_client_that_fills_the_queue_gets_further_tasks_refused_immediately() {
    for (int number = 1; number <= 6; number++) {
      add("a", "a" + number);
    }
    assertEquals(Set.of("a5", "a6"), refused);
  }

  @Test
  void another_client_displaces_the_newest_task_of_the_one_with_the_most()
      throws InterruptedException {
    for (int number = 1; number <= 4; number++) {
      add("a", "a" + number);
    }
    add("b", "b1");
    add("c", "c1");
    assertEquals(Set.of("a3", "a4"), refused);
    assertEquals(List.of("a1", "b1", "c1", "a2"), runAll());
  }

  @Test
  void with_equally_many_tasks_the_new_task_is_refused() {
    for (String client : List.of("a", "b", "c", "d", "e")) {
      add(client, client);
    }
    assertEquals(Set.of("e"), refused);
  }

  @Test
  void queued_tasks_are_refused_on_close() {
    add("a", "a1");
    queue.close();
    assertEquals(Set.of("a1"), refused);
    add("a", "a2");
    assertEquals(Set.of("a1", "a2"), refused);
  }
}
