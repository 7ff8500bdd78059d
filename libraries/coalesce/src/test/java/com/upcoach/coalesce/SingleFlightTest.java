package com.upcoach.coalesce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SingleFlightTest {

  private final SingleFlight<String, Integer> flights = new SingleFlight<>();
  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void while_a_look_up_is_under_way_others_wait_for_its_answer() {
    Promise<Integer> result = Promise.promise();
    Future<Integer> one = flights.get("a", result::future);
    Future<Integer> existing = flights.get("a", () -> Future.succeededFuture(2));
    result.complete(1);
    assertEquals(1, one.result());
    assertEquals(1, existing.result());
  }

  @Test
  void nothing_is_remembered_once_it_is_answered() {
    assertEquals(1, flights.get("a", () -> Future.succeededFuture(1)).result());
    assertEquals(2, flights.get("a", () -> Future.succeededFuture(2)).result());
    assertEquals(0, flights.inFlight());
  }

  @Test
  void different_questions_do_not_wait_for_each_other() {
    Promise<Integer> never = Promise.promise();
    Future<Integer> one = flights.get("a", never::future);
    Future<Integer> existing = flights.get("b", () -> Future.succeededFuture(2));
    assertNotSame(one, existing);
    assertEquals(2, existing.result());
  }

  @Test
  void a_failure_is_shared_and_then_forgotten() {
    Promise<Integer> result = Promise.promise();
    Future<Integer> one = flights.get("a", result::future);
    Future<Integer> existing = flights.get("a", result::future);
    result.fail("no");
    assertTrue(one.failed() && existing.failed());
    assertEquals(3, flights.get("a", () -> Future.succeededFuture(3)).result());
  }

  @Test
  void a_look_up_that_throws_fails_and_leaves_nothing_behind() {
    Future<Integer> failed =
        flights.get(
            "a",
            () -> {
              throw new IllegalStateException("no");
            });
    assertTrue(failed.failed());
    assertEquals(0, flights.inFlight());
  }

  @Test
  void of_many_threads_that_ask_at_once_one_looks() throws InterruptedException {
    int threads = 16;
    Promise<Integer> result = Promise.promise();
    CountDownLatch asked = new CountDownLatch(threads);
    List<Thread> asking = new ArrayList<>();
    List<Future<Integer>> answers = java.util.Collections.synchronizedList(new ArrayList<>());
    for (int number = 0; number < threads; number++) {
      asking.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    answers.add(
                        flights.get(
                            "a",
                            () -> {
                              looks.incrementAndGet();
                              return result.future();
                            }));
                    asked.countDown();
                  }));
    }
    asked.await();
    result.complete(7);
    for (Thread one : asking) {
      one.join();
    }
    assertEquals(1, looks.get());
    assertTrue(answers.stream().allMatch(one -> one.result() == 7));
  }
}
