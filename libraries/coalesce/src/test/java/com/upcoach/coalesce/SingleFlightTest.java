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
  private final AtomicInteger lookups = new AtomicInteger();

  @Test
  void concurrent_lookups_of_a_key_share_the_result() {
    Promise<Integer> result = Promise.promise();
    Future<Integer> one = flights.get("a", result::future);
    Future<Integer> existing = flights.get("a", () -> Future.succeededFuture(2));
    result.complete(1);
    assertEquals(1, one.result());
    assertEquals(1, existing.result());
  }

  @Test
  void results_are_not_cached() {
    assertEquals(1, flights.get("a", () -> Future.succeededFuture(1)).result());
    assertEquals(2, flights.get("a", () -> Future.succeededFuture(2)).result());
    assertEquals(0, flights.inFlight());
  }

  @Test
  void different_keys_do_not_wait_for_each_other() {
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
  void a_lookup_that_throws_fails_and_leaves_nothing_in_flight() {
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
  void many_threads_that_ask_together_cause_one_lookup() throws InterruptedException {
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
                              lookups.incrementAndGet();
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
    assertEquals(1, lookups.get());
    assertTrue(answers.stream().allMatch(one -> one.result() == 7));
  }
}
