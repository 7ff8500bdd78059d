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

  private final WarmingBudget budget = new WarmingBudget();
  private Instant now = Instant.parse("2026-11-23T10:00:00Z");

  /// Warms as many responses as allowed, up to a limit; of each hundred, the given number is used.
  private int warm(int limit, int usedOfHundred) {
    WarmingBudget.Allowance allowance = budget.allowance(now);
    int warmed = Math.min(limit, allowance.responses());
    for (int i = 0; i < warmed; i++) {
      budget.warmed();
    }
    for (int i = 0; i < warmed; i++) {
      budget.recordOutcome(i % 100 < usedOfHundred, allowance.trial(), now);
    }
    return warmed;
  }

  @Test
  void warming_begins_with_a_trial_and_continues_if_that_pays() {
    assertEquals(WarmingBudget.TRIAL, warm(10_000, 80));
    assertEquals(State.RUNNING, budget.statistics().state());
    assertEquals(Optional.of(0.8), budget.statistics().precision());
    assertEquals(10_000, warm(10_000, 80));
  }

  @Test
  void asking_twice_does_not_enlarge_a_trial() {
    WarmingBudget.Allowance first = budget.allowance(now);
    for (int i = 0; i < first.responses(); i++) {
      budget.warmed();
    }
    assertEquals(0, budget.allowance(now).responses(), "nothing is known of the first yet");
    assertEquals(State.TRIAL, budget.statistics().state());
  }

  @Test
  void exactly_at_break_even_warming_continues_and_just_below_it_stops() {
    warm(100, 50);
    assertEquals(State.RUNNING, budget.statistics().state());
    WarmingBudget other = new WarmingBudget();
    for (int i = 0; i < 100; i++) {
      other.warmed();
      other.recordOutcome(i < 49, 0, now);
    }
    assertEquals(State.STOPPED, other.statistics().state());
  }

  @Test
  void below_break_even_warming_rests_until_the_next_trial() {
    warm(100, 20);
    assertEquals(State.STOPPED, budget.statistics().state());
    assertEquals(Optional.of(0.2), budget.statistics().precision());
    assertEquals(Optional.of(now.plus(WarmingBudget.REST)), budget.statistics().restsUntil());
    now = now.plus(WarmingBudget.REST).minusSeconds(1);
    assertEquals(0, warm(100, 100));
    now = now.plusSeconds(1);
    assertEquals(WarmingBudget.TRIAL, warm(10_000, 90));
    assertEquals(State.RUNNING, budget.statistics().state());
  }

  @Test
  void a_drop_in_precision_stops_warming_also_after_long_success() {
    warm(100, 95);
    warm(20_000, 95);
    int wasted = 0;
    while (budget.statistics().state() == State.RUNNING && wasted < 1_000) {
      wasted += warm(10, 0);
    }
    assertTrue(wasted <= 500, wasted + " were wasted before warming stopped");
  }

  @Test
  void outcomes_of_one_trial_do_not_count_in_the_next() {
    WarmingBudget.Allowance first = budget.allowance(now);
    for (int i = 0; i < 300; i++) {
      budget.warmed();
    }
    for (int i = 0; i < 100; i++) {
      budget.recordOutcome(false, first.trial(), now);
    }
    now = now.plus(WarmingBudget.REST).plus(Duration.ofMinutes(1));
    WarmingBudget.Allowance second = budget.allowance(now);
    assertEquals(WarmingBudget.TRIAL, second.responses());
    for (int i = 0; i < 200; i++) {
      budget.recordOutcome(false, first.trial(), now);
    }
    assertEquals(State.TRIAL, budget.statistics().state());
    assertEquals(300, budget.statistics().unused());
    assertEquals(0, budget.statistics().waiting());
  }
}
