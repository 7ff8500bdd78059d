package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.coalesce.LaneStatistics;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IdleDetectorTest {

  private static LaneStatistics figures(
      long entries, long full, long shed, long late, long failed, long waitedMillis) {
    return new LaneStatistics(
        "all", entries, entries, 0, full, shed, 0, late, failed, 0, waitedMillis * 1_000_000);
  }

  private static final LaneStatistics BEFORE = figures(100, 1, 1, 1, 1, 50);

  @Test
  void where_nothing_was_asked_the_lanes_are_free() {
    assertTrue(IdleDetector.areIdle(BEFORE, BEFORE));
  }

  @Test
  void so_are_they_where_nobody_waited_to_speak_of() {
    assertTrue(IdleDetector.areIdle(BEFORE, figures(110, 1, 1, 1, 1, 70)));
  }

  @Test
  void they_are_not_where_those_who_came_have_waited() {
    assertFalse(IdleDetector.areIdle(BEFORE, figures(110, 1, 1, 1, 1, 71)));
  }

  @Test
  void nor_where_anybody_was_refused_or_failed() {
    assertFalse(IdleDetector.areIdle(BEFORE, figures(110, 2, 1, 1, 1, 50)));
    assertFalse(IdleDetector.areIdle(BEFORE, figures(110, 1, 2, 1, 1, 50)));
    assertFalse(IdleDetector.areIdle(BEFORE, figures(110, 1, 1, 2, 1, 50)));
    assertFalse(IdleDetector.areIdle(BEFORE, figures(110, 1, 1, 1, 2, 50)));
  }
}
