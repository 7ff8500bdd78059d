package com.upcoach.leaderboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SnapshotTest {

  private static List<Long> unseen(String snapshot, long from, long to) {
    Snapshot parsed = Snapshot.parse(snapshot);
    return LongStream.rangeClosed(from, to).filter(one -> !parsed.saw(one)).boxed().toList();
  }

  @Test
  void ended_transactions_are_seen_and_running_or_later_ones_are_not() {
    assertEquals(List.of(10L, 14L, 20L, 21L), unseen("10:20:10,14", 8, 21));
    assertEquals(List.of(20L, 21L), unseen("20:20:", 8, 21));
  }

  @Test
  void ids_are_those_of_all_time_and_do_not_wrap_around() {
    assertEquals(
        new Snapshot(5_000_000_000L, 5_000_000_003L, Set.of(5_000_000_001L)),
        Snapshot.parse("5000000000:5000000003:5000000001"));
  }

  @Test
  void anything_else_is_no_snapshot() {
    assertThrows(IllegalArgumentException.class, () -> Snapshot.parse("10:20"));
  }
}
