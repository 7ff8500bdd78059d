package com.upcoach.book;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.upcoach.demo.DemoMembers;
import com.upcoach.demo.DemoPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BookStandingsTest {

  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final Instant MOMENT = Instant.parse("2026-11-23T15:04:05Z");

  @Test
  void standings_recomputed_from_ledgers_equal_the_sum_of_all_written_changes() {
    DemoMembers people = new DemoMembers(new DemoPlan(SEED, 100, 300, MOMENT));
    for (int number = 0; number < 100; number++) {
      Book book = people.member(number).book();
      var nothing =
          new PointsChange.Side(
              Map.of(), List.of(), book.firstWeekday(), book.memberClock().zone());
      var now =
          new PointsChange.Side(
              book.pages(), book.pauses(), book.firstWeekday(), book.memberClock().zone());
      assertEquals(
          new PointsChange(nothing, now).of(book.pages().keySet()),
          book.standings(),
          "seed " + SEED + ", member " + number);
    }
  }
}
