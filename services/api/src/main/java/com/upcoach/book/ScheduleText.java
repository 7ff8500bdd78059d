package com.upcoach.book;

import com.upcoach.streak.Schedule;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// The text form of a schedule in the database: one word and its numbers, such as
/// `timesInDays 3 7`.
public final class ScheduleText {

  private ScheduleText() {}

  /// The text of a schedule, as [#read] parses it.
  public static String write(Schedule schedule) {
    return switch (schedule) {
      case Schedule.Daily() -> "daily";
      case Schedule.Weekdays(Set<DayOfWeek> days) ->
          "weekdays "
              + days.stream()
                  .map(day -> String.valueOf(day.getValue()))
                  .collect(Collectors.joining(" "));
      case Schedule.EveryNDays(int n) -> "everyNDays " + n;
      case Schedule.TimesPerWeek(int n) -> "timesPerWeek " + n;
      case Schedule.TimesInDays(int n, int days) -> "timesInDays " + n + " " + days;
    };
  }

  static Schedule read(String text) {
    if (text.equals("daily")) {
      return new Schedule.Daily();
    }
    String[] words = text.split(" ", -1);
    int[] numbers = Arrays.stream(words).skip(1).mapToInt(Integer::parseInt).toArray();
    return switch (words[0]) {
      case "weekdays" ->
          new Schedule.Weekdays(
              Arrays.stream(numbers).mapToObj(DayOfWeek::of).collect(Collectors.toSet()));
      case "everyNDays" -> new Schedule.EveryNDays(numbers[0]);
      case "timesPerWeek" -> new Schedule.TimesPerWeek(numbers[0]);
      case "timesInDays" -> new Schedule.TimesInDays(numbers[0], numbers[1]);
      default -> throw new IllegalStateException("no schedule: " + text);
    };
  }
}
