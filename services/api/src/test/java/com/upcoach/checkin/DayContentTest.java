package com.upcoach.checkin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.upcoach.book.CheckIn;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DayContentTest {

  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final UUID HABIT = new UUID(1, 2);
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  private final Random random = new Random(SEED);

  /// An operation with a name for messages.
  private record Step(String name, UnaryOperator<DayContent> operation) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Instant at(int second) {
    return Instant.parse("2026-11-20T10:00:00Z").plusSeconds(second);
  }

  private static CheckIn checkIn(int second, double amount, String note, boolean skipped) {
    return new CheckIn(
        HABIT, DAY, amount, note, skipped, at(second), "Etc/UTC", LocalTime.MIDNIGHT);
  }

  private static Step put(int second, double amount, String note, boolean skipped) {
    return new Step(
        "put %s %s %s @%d".formatted(amount, note, skipped, second),
        existing -> existing.with(checkIn(second, amount, note, skipped)));
  }

  private static Step note(int second, String note) {
    return new Step(
        "note %s @%d".formatted(note, second),
        existing -> existing.withNote(checkIn(second, 0, note, false).onlyNote()));
  }

  private static Step delete(int second) {
    return new Step("delete @" + second, existing -> existing.without(at(second)));
  }

  private static String after(Step... steps) {
    DayContent content = carriedOut(List.of(steps));
    return content
        .recorded()
        .map(
            existing ->
                (existing.noteAlone() ? "-" : (int) existing.amount()) + " " + existing.note())
        .orElse("nothing");
  }

  private static DayContent carriedOut(List<Step> steps) {
    DayContent content = DayContent.EMPTY;
    for (Step step : steps) {
      content = step.operation().apply(content);
    }
    return content;
  }

  @Test
  void the_newer_check_in_wins_in_either_order() {
    assertEquals("2 b", after(put(1, 1, "a", false), put(2, 2, "b", false)));
    assertEquals("2 b", after(put(2, 2, "b", false), put(1, 1, "a", false)));
  }

  @Test
  void an_older_check_in_does_not_bring_back_what_was_deleted_later() {
    assertEquals("nothing", after(put(1, 1, "a", false), delete(2)));
    assertEquals("nothing", after(delete(2), put(1, 1, "a", false)));
    assertEquals("nothing", after(delete(2), note(1, "a")));
  }

  @Test
  void an_older_deletion_does_not_remove_a_newer_check_in() {
    assertEquals("1 a", after(put(2, 1, "a", false), delete(1)));
    assertEquals("1 a", after(delete(1), put(2, 1, "a", false)));
  }

  @Test
  void a_newer_note_wins_and_an_older_amount_still_counts() {
    assertEquals("7 new", after(put(1, 7, "old", false), note(2, "new")));
    assertEquals("7 new", after(note(2, "new"), put(1, 7, "old", false)));
    assertEquals("- new", after(put(1, 7, "old", false), note(3, "new"), delete(2)));
    assertEquals("- new", after(delete(2), note(3, "new"), put(1, 7, "old", false)));
  }

  /// Times are few, so many operations have the same time.
  @Test
  void any_order_of_operations_ends_in_the_same_content() {
    for (int round = 0; round < 20_000; round++) {
      List<Step> steps = new ArrayList<>();
      int number = 2 + random.nextInt(6);
      for (int i = 0; i < number; i++) {
        steps.add(any());
      }
      List<Step> first = List.copyOf(steps);
      DayContent expected = carriedOut(first);
      for (int order = 0; order < 8; order++) {
        Collections.shuffle(steps, random);
        assertEquals(
            expected, carriedOut(steps), () -> first + " and " + steps + ", -Dseed=" + SEED);
      }
    }
  }

  private Step any() {
    int second = random.nextInt(5);
    String note = random.nextInt(3) == 0 ? null : "n" + random.nextInt(3);
    return switch (random.nextInt(4)) {
      case 0 -> delete(second);
      case 1 -> note(second, note);
      default -> put(second, random.nextInt(3), note, random.nextInt(4) == 0);
    };
  }

  @Test
  void an_operation_done_now_is_later_than_the_existing_content() {
    DayContent content =
        new DayContent(Optional.of(checkIn(9, 1, null, false)), Optional.of(at(4)));
    assertEquals(at(20), content.laterThanContent(at(20)));
    assertEquals(at(9).plusMillis(1), content.laterThanContent(at(9)));
    assertEquals(at(9).plusMillis(1), content.laterThanContent(at(3)));
  }
}
