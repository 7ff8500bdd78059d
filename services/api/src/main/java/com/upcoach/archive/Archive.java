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

/// What a source file holds, as read, and what became of every record in it.
///
/// @param source what kind of file it was
/// @param member the member's own settings; only our own export has them
/// @param habits in the order of the source; two habits with the same title are two habits
/// @param pauses ascending by their first day; only our own export has them
/// @param tally what became of each check-in record; it always adds up
/// @param repeated the first [#LISTED_AT_MOST] records replaced by a later one of the same day
/// @param refused the first [#LISTED_AT_MOST] lines that could not be read
/// @param notes sentences on what was mapped only approximately, or left behind
public record Archive(
    Source source,
    Optional<Member> member,
    List<Habit> habits,
    List<Pause> pauses,
    RecordTally tally,
    List<RepeatedLine> repeated,
    List<RefusedLine> refused,
    List<String> notes) {

  /// How many repeated and how many refused lines are listed; the tally counts them all.
  public static final int LISTED_AT_MOST = 1_000;

  /// The most characters of an offending text that a list repeats.
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

  /// The settings of a member that decide which day an instant belongs to.
  ///
  /// @param name shown to others
  /// @param zone the member's wall clock
  /// @param dayStart when the member's day begins, 00:00 to 06:00
  /// @param firstWeekday first day of the member's week
  public record Member(String name, ZoneId zone, LocalTime dayStart, DayOfWeek firstWeekday) {}

  /// One habit with its whole history.
  ///
  /// @param key the same at every import of the same source: Loop database, the habit's UUID,
  ///     or `<Id>:<name>` where the schema has none; Loop CSV, the name, and from the second
  ///     habit of a name on its number among them; HabitBull, the name; our own export, the
  ///     habit's UUID
  /// @param title never blank
  /// @param note question, description and category of the source, by lines; null when it has
  ///     none
  /// @param unit of amounts; null on a yes/no habit
  /// @param target in `unit` per scheduled day, finite; above 0 on a [Kind#DO] habit
  /// @param color as `#rrggbb`, lower case; null when the source has none
  /// @param icon null when the source has none
  /// @param start first day; where the source has none, the first day with an entry; null
  ///     without
  /// @param end last day; null when open
  /// @param entries ascending by day, at most one a day
  /// @param streaks as the source had stored them; empty when the source carries none for this
  ///     habit, which is not the same as a list of none
  /// @param createdAt null where the source does not say
  /// @param targetStated false where the source has amounts but no target, so that `target` is
  ///     only the least amount that it has, at most 1
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

    /// A habit whose target the source states.
    public Habit(
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
        Instant createdAt) {
      this(
          key, title, note, kind, unit, target, unlogged, color, icon, start, end, archived,
          schedule, entries, streaks, createdAt, true);
    }
  }

  /// One check-in.
  ///
  /// @param amount in the habit's unit, finite and at least 0; 1 for a plain yes
  /// @param note null when there is none
  /// @param skipped the member took the day off, whatever the amount
  /// @param stamp when and where it was made; empty where the source knows the day alone
  /// @param noteAlone whether nothing was done or skipped on the day; the amount is 0 then
  public record Entry(
      LocalDate day,
      double amount,
      String note,
      boolean skipped,
      Optional<Stamp> stamp,
      boolean noteAlone) {

    /// A day on which something was done or skipped.
    public Entry(
        LocalDate day, double amount, String note, boolean skipped, Optional<Stamp> stamp) {
      this(day, amount, note, skipped, stamp, false);
    }
  }

  /// The moment of a check-in and the wall that decided its day.
  ///
  /// @param at to the microsecond, as the database keeps it
  public record Stamp(Instant at, ZoneId zone, LocalTime dayStart) {}

  /// A streak as the source had counted it.
  ///
  /// @param from first day
  /// @param to last day, included
  /// @param length in days, as stored
  public record Streak(LocalDate from, LocalDate to, int length) {}

  /// A range of days on which one habit, or every habit, asks for nothing.
  ///
  /// @param id a UUID
  /// @param habit key of the habit; null for all
  /// @param from first day
  /// @param to last day, included; null while the pause lasts
  public record Pause(String id, String habit, LocalDate from, LocalDate to) {}
}
