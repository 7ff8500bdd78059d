package com.upcoach.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RateLimitedLogTest {

  private enum Kind {
    AWAY,
    FULL
  }

  private final List<String> written = new ArrayList<>();
  private long now;
  private final RateLimitedLog<Kind> log =
      new RateLimitedLog<>(Kind.values().length, written::add, () -> now);

  private void pass(Duration time) {
    now += time.toNanos();
  }

  @Test
  void the_first_line_of_a_key_is_written_immediately() {
    log.write(Kind.AWAY, "away");
    log.write(Kind.FULL, "full");
    assertEquals(List.of("away", "full"), written);
  }

  @Test
  void later_lines_of_the_minute_are_counted_and_their_number_is_written_at_its_end() {
    for (int line = 0; line < 1_500; line++) {
      log.write(Kind.AWAY, "away " + line);
    }
    pass(Duration.ofSeconds(59));
    log.flush();
    assertEquals(List.of("away 0"), written);
    pass(Duration.ofSeconds(1));
    log.flush();
    assertEquals(List.of("away 0", "away 1499 (1,499 more of these in the last minute)"), written);
  }

  @Test
  void the_number_is_written_before_the_next_line_even_without_a_flush() {
    log.write(Kind.AWAY, "first");
    log.write(Kind.AWAY, "second");
    pass(Duration.ofMinutes(3));
    log.write(Kind.AWAY, "third");
    assertEquals(List.of("first", "second (1 more of these in the last minute)"), written);
  }

  @Test
  void a_key_without_lines_for_a_minute_is_written_immediately() {
    log.write(Kind.AWAY, "first");
    pass(Duration.ofMinutes(1));
    log.flush();
    log.write(Kind.AWAY, "second");
    assertEquals(List.of("first", "second"), written);
  }

  @Test
  void lines_of_too_many_keys_are_counted_together() {
    RateLimitedLog<Integer> bounded = new RateLimitedLog<>(30, written::add, () -> now);
    for (int key = 0; key < 5_000; key++) {
      bounded.write(key, "line " + key);
    }
    assertEquals(30, written.size());
    assertFalse(bounded.writes(5_000));
    pass(Duration.ofMinutes(1));
    bounded.flush();
    assertEquals(
        "line 4999 (the last of 4,970 lines that were too many in the last minute)",
        written.getLast());
    assertEquals(31, written.size());
    assertTrue(bounded.writes(5_000));
  }

  @Test
  void constantly_changing_keys_write_few_lines_a_minute() {
    RateLimitedLog<Integer> bounded = new RateLimitedLog<>(30, written::add, () -> now);
    for (int key = 0; key < 60_000; key++) {
      bounded.write(key / 2, "line");
      pass(Duration.ofMillis(10));
    }
    assertTrue(written.size() <= 10 * 31 + 31, written.size() + " lines in 10 minutes");
  }

  @Test
  void a_clock_that_was_set_back_suppresses_no_key() {
    now = Duration.ofHours(1).toNanos();
    log.write(Kind.AWAY, "first");
    now = 0;
    log.write(Kind.AWAY, "second");
    assertEquals(List.of("first", "second"), written);
  }

  @Test
  void callers_can_ask_whether_a_line_would_be_written() {
    assertTrue(log.writes(Kind.AWAY));
    log.write(Kind.AWAY, "first");
    assertFalse(log.writes(Kind.AWAY));
    assertTrue(log.writes(Kind.FULL));
    pass(Duration.ofMinutes(1));
    assertTrue(log.writes(Kind.AWAY));
    assertEquals(List.of("first"), written);
  }

  @Test
  void in_an_hour_of_failures_there_is_one_line_a_minute() {
    for (int second = 0; second < 3_600; second++) {
      log.write(Kind.FULL, "full");
      log.flush();
      pass(Duration.ofSeconds(1));
    }
    assertEquals(60, written.size());
  }
}
