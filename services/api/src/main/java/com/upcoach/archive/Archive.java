package com.upcoach.archive;

import com.upcoach.streak.Kind;
import com.upcoach.streak.Schedule;
import com.upcoach.streak.Unlogged;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// Content of a source file, and the accounting of every record in it.
///
/// @param source kind of the file
/// @param member the member's own settings; only our own export has them
/// @param habits in the order of the source; two habits with the same title are two habits
/// @param pauses ascending by their first day; only our own export has them
/// @param tally number of check-in records by result; it always adds up
/// @param repeated the first [#LISTED_AT_MOST] records replaced by a later one of the same day
/// @param refused the first [#LISTED_AT_MOST] lines that could not be read
/// @param notes sentences on data that was mapped only approximately, or left out
public record Archive(
    Source source,
    Optional<Member> member,
    List<Habit> habits,
    List<Pause> pauses,
    RecordTally tally,
    List<RepeatedLine> repeated,
    List<RefusedLine> refused,
    List<String> notes) {

  /// Maximum number of repeated and of refused lines listed. The tally counts all of them.
  public static final int LISTED_AT_MOST = 1_000;

  /// Maximum number of characters of an offending text that a list quotes.
  public static final int QUOTED_CHARS = 200;

  public Archive {
    habits = List.copyOf(habits);
    pauses = List.copyOf(pauses);
    repeated = List.copyOf(repeated);
    refused = List.copyOf(refused);
    notes = List.copyOf(notes);
  }

  /// The kinds of file that can be read.
  public enum Source {
    /// Loop Habit Tracker, "export full backup": an SQLite database.
    LOOP_DATABASE,
    /// Loop Habit Tracker, "export as CSV": a zip, or the folder it unpacks to.
    LOOP_CSV,
    /// HabitBull, "export data": one CSV file.
    HABITBULL_CSV,
    /// Our own export: a zip, or the folder it unpacks to.
    UPCOACH
  }

  /// Settings of a member that decide which day an instant belongs to.
  ///
  /// @param name shown to others
  /// @param zone the member's time zone
  /// @param dayStart time at which the member's day begins, 00:00 to 06:00
  /// @param firstWeekday first day of the member's week
  public record Member(String name, ZoneId zone, LocalTime dayStart, DayOfWeek firstWeekday) {}

  /// One habit with its whole history.
  ///
  /// @param key identifies the habit at every import of the same source. Loop database: the habit's
  ///     UUID, or `<Id>:<name>` where the schema has none. Loop CSV: the name, followed by a number
  ///     from the second habit of that name on. HabitBull: the name. Our own export: the habit's
  ///     UUID
  /// @param title never blank
  /// @param note question, description and category of the source, one per line; null for none
  /// @param unit of amounts; null on a yes/no habit
  /// @param target in `unit` per scheduled day, finite; above 0 on a [Kind#DO] habit
  /// @param color as `#rrggbb`, lower case; null when the source has none
  /// @param icon null when the source has none
  /// @param start first day; where the source has none, the first day with an entry; null without
  /// @param end last day; null when open
  /// @param entries ascending by day, at most one a day
  /// @param streaks as stored by the source. Absent when the source stores none for this habit,
  ///     which differs from an empty list
  /// @param createdAt null where the source does not have it
  /// @param targetStated false where the source has amounts but no target. Then `target` is the
  ///     smallest amount in the source, at most 1
  public record Habit(
      String key,
      String title,
      String note,
      Kind kind,
      String unit,
      double target,
      Unlogged unlogged,
      String color,
      String icon,
      LocalDate start,
      LocalDate end,
      boolean archived,
      Schedule schedule,
      List<Entry> entries,
      Optional<List<Streak>> streaks,
      Instant createdAt,
      boolean targetStated) {
    public Habit {
      entries = List.copyOf(entries);
      streaks = streaks.map(List::copyOf);
    }
  }

  /// One check-in.
  ///
  /// @param amount in the habit's unit, finite and at least 0; 1 for a plain yes
  /// @param note null for none
  /// @param skipped whether the member skipped the day, whatever the amount
  /// @param stamp when and where it was recorded; empty where the source has only the day
  /// @param noteAlone whether nothing was done or skipped on the day; the amount is 0 then
  public record Entry(
      LocalDate day,
      double amount,
      String note,
      boolean skipped,
      Optional<Stamp> stamp,
      boolean noteAlone) {

    /// Creates an entry for a day on which something was done or skipped.
    public Entry(
        LocalDate day, double amount, String note, boolean skipped, Optional<Stamp> stamp) {
      this(day, amount, note, skipped, stamp, false);
    }
  }

  /// Time of a check-in, with the time zone and start of day that decided its day.
  ///
  /// @param at truncated to the microsecond, the precision of the database
  public record Stamp(Instant at, ZoneId zone, LocalTime dayStart) {}

  /// A streak as the source computed it.
  ///
  /// @param from first day
  /// @param to last day, inclusive
  /// @param length in days, as stored
  public record Streak(LocalDate from, LocalDate to, int length) {}

  /// A range of days on which one habit, or every habit, is not due.
  ///
  /// @param id a UUID
  /// @param habit key of the habit; null for all
  /// @param from first day
  /// @param to last day, inclusive; null while the pause lasts
  public record Pause(String id, String habit, LocalDate from, LocalDate to) {}
}
