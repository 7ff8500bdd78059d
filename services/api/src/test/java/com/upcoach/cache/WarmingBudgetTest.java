package com.upcoach.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.cache.WarmingBudget.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WarmingBudgetTest {

  private final WarmingBudget account = new WarmingBudget();
  private Instant now = Instant.parse("2026-11-23T10:00:00Z");

  /// Warms as many as may be, up to so many, of which so many of a hundred are asked for.
  private int warm(int most, int usedOfHundred) {
    WarmingBudget.Allowed allowed = account.allowed(now);
    int warmed = Math.min(most, allowed.answers());
    for (int one = 0; one < warmed; one++) {
      account.warmed();
    }
    for (int one = 0; one < warmed; one++) {
      account.settled(one % 100 < usedOfHundred, allowed.trial(), now);
    }
    return warmed;
  }

  @Test
  void it_begins_with_a_trial_and_goes_on_where_that_pays() {
    assertEquals(WarmingBudget.TRIAL, warm(10_000, 80));
    assertEquals(State.RUNNING, account.figures().state());
    assertEquals(Optional.of(0.8), account.figures().precision());
    assertEquals(10_000, warm(10_000, 80));
  }

  @Test
  void a_trial_is_not_larger_for_being_looked_at_twice() {
    WarmingBudget.Allowed first = account.allowed(now);
    for (int one = 0; one < first.answers(); one++) {
      account.warmed();
    }
    assertEquals(0, account.allowed(now).answers(), "nothing is known of the first yet");
    assertEquals(State.TRIAL, account.figures().state());
  }

  @Test
  void exactly_at_break_even_it_still_pays_and_just_below_it_stops() {
    warm(100, 50);
    assertEquals(State.RUNNING, account.figures().state());
    WarmingBudget other = new WarmingBudget();
    for (int one = 0; one < 100; one++) {
      other.warmed();
      other.settled(one < 49, 0, now);
    }
    assertEquals(State.STOPPED, other.figures().state());
  }

  @Test
  void below_break_even_it_stops_rests_and_is_tried_again_with_few() {
    warm(100, 20);
    assertEquals(State.STOPPED, account.figures().state());
    assertEquals(Optional.of(0.2), account.figures().precision());
    assertEquals(Optional.of(now.plus(WarmingBudget.REST)), account.figures().restsUntil());
    now = now.plus(WarmingBudget.REST).minusSeconds(1);
    assertEquals(0, warm(100, 100));
    now = now.plusSeconds(1);
    assertEquals(WarmingBudget.TRIAL, warm(10_000, 90));
    assertEquals(State.RUNNING, account.figures().state());
  }

  @Test
  void habits_that_change_stop_it_also_after_a_long_time_that_paid() {
    warm(100, 95);
    warm(20_000, 95);
    int wasted = 0;
    while (account.figures().state() == State.RUNNING && wasted < 1_000) {
      wasted += warm(10, 0);
    }
    assertTrue(wasted <= 500, wasted + " were warmed for nobody before it was noticed");
  }

  @Test
  void what_was_begun_before_it_stopped_says_nothing_of_the_next_trial() {
    WarmingBudget.Allowed first = account.allowed(now);
    for (int one = 0; one < 300; one++) {
      account.warmed();
    }
    for (int one = 0; one < 100; one++) {
      account.settled(false, first.trial(), now);
    }
    now = now.plus(WarmingBudget.REST).plus(Duration.ofMinutes(1));
    WarmingBudget.Allowed second = account.allowed(now);
    assertEquals(WarmingBudget.TRIAL, second.answers());
    for (int one = 0; one < 200; one++) {
      account.settled(false, first.trial(), now);
    }
    assertEquals(State.TRIAL, account.figures().state());
    assertEquals(300, account.figures().unused());
    assertEquals(0, account.figures().waiting());
  }
}
