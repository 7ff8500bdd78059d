package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.coalesce.LaneStatistics;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IdleDetectorTest {

  private static LaneStatistics statistics(
      long entries, long full, long shed, long late, long failed, long waitedMillis) {
    return new LaneStatistics(
        "all", entries, entries, 0, full, shed, 0, late, failed, 0, waitedMillis * 1_000_000);
  }

  private static final LaneStatistics BEFORE = statistics(100, 1, 1, 1, 1, 50);

  @Test
  void lanes_without_entries_are_idle() {
    assertTrue(IdleDetector.areIdle(BEFORE, BEFORE));
  }

  @Test
  void lanes_with_short_waits_are_idle() {
    assertTrue(IdleDetector.areIdle(BEFORE, statistics(110, 1, 1, 1, 1, 70)));
  }

  @Test
  void lanes_with_long_waits_are_not_idle() {
    assertFalse(IdleDetector.areIdle(BEFORE, statistics(110, 1, 1, 1, 1, 71)));
  }

  @Test
  void lanes_with_rejected_or_failed_entries_are_not_idle() {
    assertFalse(IdleDetector.areIdle(BEFORE, statistics(110, 2, 1, 1, 1, 50)));
    assertFalse(IdleDetector.areIdle(BEFORE, statistics(110, 1, 2, 1, 1, 50)));
    assertFalse(IdleDetector.areIdle(BEFORE, statistics(110, 1, 1, 2, 1, 50)));
    assertFalse(IdleDetector.areIdle(BEFORE, statistics(110, 1, 1, 1, 2, 50)));
  }
}
