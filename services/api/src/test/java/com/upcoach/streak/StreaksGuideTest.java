package com.upcoach.streak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StreaksGuideTest {

  private static final Path GUIDE = Path.of("../../docs/guides/streaks.md");

  @Test
  void the_guide_lists_every_rule_with_its_state_and_its_sentence() throws IOException {
    List<String> inGuide =
        Files.readAllLines(GUIDE).stream()
            .dropWhile(line -> !line.startsWith("| rule |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .toList();

    assertEquals(Arrays.stream(DayRule.values()).map(StreaksGuideTest::row).toList(), inGuide);
  }

  @Test
  void codes_are_unique_and_sentences_are_sentences() {
    List<String> codes = Arrays.stream(DayRule.values()).map(DayRule::code).toList();

    assertEquals(codes.size(), new HashSet<>(codes).size());
    for (DayRule rule : DayRule.values()) {
      assertTrue(rule.code().matches("[a-z]+(-[a-z]+)*"), rule.code());
      assertTrue(rule.sentence().matches("[A-Z].*\\."), rule.sentence());
    }
  }

  @Test
  void the_worked_examples_of_the_guide_are_right() {
    Schedule daily = new Schedule.Daily();
    assertEquals("HHSHMHH", Diary.of(daily, "xxsx-xx").states());
    assertEquals(2, Diary.of(daily, "xxsx-xx").current());
    Schedule monWedFri =
        new Schedule.Weekdays(EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY, DayOfWeek.FRIDAY));
    assertEquals("HrHrHrr", Diary.of(monWedFri, "xxx-x--").states());
    assertEquals("HrrSrrH", Diary.of(new Schedule.EveryNDays(3), "x--s--x").states());
    assertEquals("HSSrHSr", Diary.of(new Schedule.TimesPerWeek(3), "xss-xs-").states());
    assertEquals(7, Diary.of(new Schedule.TimesInDays(3, 7), "x-x--x-").current());
    assertEquals("HSSSHHH", Diary.of(new Schedule.TimesInDays(1, 3), "xsss--x").states());
    assertEquals(4, Diary.of(new Schedule.TimesInDays(1, 3), "xsss--x").current());
    assertEquals("HHMHHH?", Diary.ofLimit(Unlogged.HELD, daily, "--o----").states());
    assertEquals(3, Diary.ofLimit(Unlogged.HELD, daily, "--o----").current());
  }

  private static String row(DayRule rule) {
    String state = rule.state().name().toLowerCase(Locale.ROOT);
    return "| `" + rule.code() + "` | " + state + " | " + rule.sentence() + " |";
  }
}
