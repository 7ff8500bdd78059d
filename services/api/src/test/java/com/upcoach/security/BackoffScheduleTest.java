package com.upcoach.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BackoffScheduleTest {

  private static List<Duration> seconds(long... each) {
    return java.util.Arrays.stream(each).mapToObj(Duration::ofSeconds).toList();
  }

  @Test
  void the_first_attempts_are_free_and_then_delays_double_up_to_a_cap() {
    assertEquals(
        seconds(0, 0, 10, 20, 40, 60),
        BackoffSchedule.doubling(3, Duration.ofSeconds(10), Duration.ofMinutes(1)).delays());
  }

  @Test
  void a_day_of_guessing_from_unknown_networks_allows_about_a_hundred_guesses() {
    List<Duration> delays = BackoffSchedule.UNKNOWN_NETWORK.delays();
    Duration waited = Duration.ZERO;
    int guesses = 0;
    while (waited.compareTo(Duration.ofDays(1)) < 0) {
      waited = waited.plus(delays.get(Math.min(guesses, delays.size() - 1)));
      guesses++;
    }
    assertTrue(guesses > 90 && guesses < 120, guesses + " guesses");
  }

  @Test
  void the_owner_never_waits_longer_than_a_minute_on_a_known_network() {
    assertTrue(
        BackoffSchedule.KNOWN_NETWORK.delays().stream()
            .allMatch(delay -> delay.compareTo(Duration.ofMinutes(1)) <= 0));
  }
}
