package com.upcoach.coalesce;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CoDelTest {

  private final CoDel codel = new CoDel(Duration.ofMillis(100), Duration.ofMillis(5));
  private long now;

  private boolean shouldShed(long afterMs, long waitedMs) {
    now += Duration.ofMillis(afterMs).toNanos();
    return codel.shouldShed(now, Duration.ofMillis(waitedMs).toNanos());
  }

  private void waitsOf(long ms) {
    for (int request = 0; request <= 21; request++) {
      shouldShed(5, ms);
    }
  }

  @Test
  void a_burst_is_no_overload() {
    assertFalse(shouldShed(0, 0));
    for (int request = 0; request < 100; request++) {
      assertFalse(shouldShed(0, 80));
    }
    assertFalse(shouldShed(50, 3));
    assertFalse(shouldShed(60, 80));
  }

  @Test
  void after_an_interval_of_long_waits_the_oldest_requests_are_shed() {
    waitsOf(6);
    assertTrue(codel.isOverloaded());
    assertTrue(shouldShed(1, 11));
    assertFalse(shouldShed(1, 9), "waits of up to twice the target are served");
  }

  @Test
  void an_interval_with_one_short_wait_ends_the_overload() {
    waitsOf(6);
    assertFalse(shouldShed(1, 2));
    assertTrue(shouldShed(1, 50), "the interval is not over");
    waitsOf(6);
    assertFalse(codel.isOverloaded());
  }

  @Test
  void the_overload_lasts_while_requests_are_rejected_until_a_trial_shows_short_waits() {
    waitsOf(6);
    int lasted = 0;
    while (!codel.isTrial()) {
      assertTrue(codel.isOverloaded());
      shouldShed(5, 0);
      codel.onRejected(now);
      lasted++;
    }
    assertTrue(lasted > 300, lasted + " requests");
    for (int request = 0; request < 40; request++) {
      shouldShed(5, 0);
      codel.onRejected(now);
    }
    assertFalse(codel.isOverloaded());
  }

  @Test
  void the_overload_outlasts_a_trial_with_long_waits() {
    waitsOf(6);
    while (!codel.isTrial()) {
      shouldShed(5, 0);
      codel.onRejected(now);
    }
    for (int request = 0; request < 19; request++) {
      shouldShed(5, 0);
    }
    waitsOf(6);
    assertTrue(codel.isOverloaded());
    assertFalse(codel.isTrial());
  }

  @Test
  void the_overload_ends_once_no_request_is_rejected() {
    waitsOf(6);
    waitsOf(0);
    waitsOf(0);
    assertFalse(codel.isOverloaded());
  }

  /// A slow statement, or a process without processor time, left the queue behind.
  @Test
  void a_queue_that_becomes_shorter_is_no_overload_however_long_the_waits() {
    int queueLength = 1_500;
    for (int batch = 0; batch < 100; batch++) {
      now += Duration.ofMillis(5).toNanos();
      codel.queueLength(now, queueLength--);
      assertFalse(codel.shouldShed(now, Duration.ofMillis(400).toNanos()));
    }
    assertFalse(codel.isOverloaded());
  }

  @Test
  void a_queue_that_does_not_become_shorter_is_overload() {
    for (int batch = 0; batch <= 21; batch++) {
      now += Duration.ofMillis(5).toNanos();
      codel.queueLength(now, 1_500);
      codel.shouldShed(now, Duration.ofMillis(11).toNanos());
    }
    assertTrue(codel.isOverloaded());
  }

  /// Shedding and rejecting make it shorter.
  @Test
  void during_overload_a_queue_that_becomes_shorter_does_not_end_it() {
    waitsOf(6);
    for (int batch = 0; batch < 60; batch++) {
      now += Duration.ofMillis(5).toNanos();
      codel.queueLength(now, 100 - batch);
      codel.shouldShed(now, Duration.ofMillis(6).toNanos());
    }
    assertTrue(codel.isOverloaded());
  }

  @Test
  void an_interval_with_one_short_wait_is_no_overload() {
    for (int request = 0; request < 10; request++) {
      shouldShed(5, 30);
    }
    shouldShed(5, 4);
    waitsOf(30);
    assertFalse(codel.isOverloaded(), "the first interval held the short wait");
    waitsOf(30);
    assertTrue(codel.isOverloaded(), "the second did not");
  }

  @Test
  void nothing_is_shed_before_the_first_full_interval() {
    assertFalse(shouldShed(0, 500));
    assertFalse(shouldShed(10_000, 500), "an interval without a request says nothing");
  }
}
