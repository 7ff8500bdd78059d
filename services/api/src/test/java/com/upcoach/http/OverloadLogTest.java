package com.upcoach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.upcoach.coalesce.LaneStatistics;
import com.upcoach.logging.RateLimitedLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OverloadLogTest {

  private final List<String> written = new ArrayList<>();
  private List<LaneStatistics> figures = List.of();
  private long now;
  private final OverloadLog log =
      new OverloadLog(() -> figures, new RateLimitedLog<>(1, written::add, () -> now));

  private static LaneStatistics lane(String name, long full, long shed, long early, long late) {
    return new LaneStatistics(name, 9, 9, 9, full, shed, early, late, 9, 9, 9);
  }

  private void lookAfter(Duration time, LaneStatistics... lanes) {
    now += time.toNanos();
    figures = List.of(lanes);
    log.look();
  }

  @Test
  void without_refusals_no_line_is_written() {
    lookAfter(Duration.ZERO, lane("point-reads", 0, 0, 0, 0));
    lookAfter(Duration.ofMinutes(5), lane("point-reads", 0, 0, 0, 0));
    assertEquals(List.of(), written);
  }

  @Test
  void the_line_counts_refusals_by_lane_and_reason() {
    lookAfter(Duration.ZERO, lane("point-reads", 3, 20, 1_500, 0), lane("writes", 0, 0, 0, 2));
    assertEquals(
        List.of(
            "Requests answered 503 too-busy:"
                + " 1,500 reads refused on arrival, as more come in than can be answered;"
                + " 20 reads refused after a wait, as more come in than can be answered;"
                + " 3 reads refused, as many are waiting as waiting-limit allows;"
                + " 2 changes without an answer of the database within their deadline"),
        written);
  }

  @Test
  void one_line_a_minute_counts_the_refusals_since_the_last() {
    for (int second = 0; second <= 120; second++) {
      lookAfter(Duration.ofSeconds(1), lane("heavy-reads", second + 1, 0, 0, 0));
    }
    assertEquals(3, written.size());
    assertEquals(
        "Requests answered 503 too-busy:"
            + " 60 reads of long histories refused, as many are waiting as waiting-limit allows",
        written.getLast());
  }
}
