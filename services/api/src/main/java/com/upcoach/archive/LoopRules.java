package com.upcoach.archive;

import com.upcoach.streak.Amounts;
import com.upcoach.streak.Kind;
import com.upcoach.streak.Schedule;
import com.upcoach.streak.Unlogged;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/// Mapping of Loop Habit Tracker's values, for both its database and its CSV files.
final class LoopRules {

  static final String DEFAULT_COLOR = "#00897b";

  /// Loop's colours by index, from schema 21 on.
  private static final String[] PALETTE = {
    "#d32f2f", "#e64a19", "#f57c00", "#ff8f00", "#f9a825", "#afb42b", "#7cb342",
    "#388e3c", "#00897b", "#00acc1", "#039be5", "#1976d2", "#303f9f", "#5e35b1",
    "#8e24aa", "#d81b60", "#5d4037", "#303030", "#757575", "#aaaaaa"
  };

  /// Index in [#PALETTE] of each of the thirteen colours of schemas 14 to 20.
  private static final int[] OLD_PALETTE = {0, 1, 4, 5, 7, 8, 9, 10, 13, 14, 15, 17, 19};

  private static final int FIRST_OLD_PALETTE_SCHEMA = 14;
  private static final int FIRST_PALETTE_SCHEMA = 21;

  /// Loop stores amounts in thousandths.
  private static final double THOUSANDTHS = 1000;

  private static final double LARGEST_VALUE = Amounts.LARGEST * THOUSANDTHS;

  /// Largest value of a yes/no habit; any larger value is an amount.
  private static final long SKIP = 3;

  private LoopRules() {}

  /// Meaning of one record.
  sealed interface Reading {
    record Taken(Archive.Entry entry) implements Reading {}

    /// A record without anything that the member did.
    ///
    /// @param word Loop's own
    record NotACheckIn(String word) implements Reading {}

    record Invalid(String reason) implements Reading {}
  }

  /// Reads a value of the `Repetitions` table.
  ///
  /// A note is never dropped: a day that Loop marks as "no", "computed" or "unknown" becomes an
  /// entry with amount 0 when it has a note.
  ///
  /// @param numeric whether the habit counts amounts; the value is then in thousandths
  /// @param note null for none
  static Reading reading(LocalDate day, boolean numeric, long value, String note) {
    if (isSkip(value)) {
      return new Reading.Taken(new Archive.Entry(day, 0, note, true, Optional.empty()));
    }
    if (value == -1) {
      return unlessNoted(day, "UNKNOWN", note);
    }
    if (value < 0) {
      return new Reading.Invalid("the value is negative");
    }
    if (value > LARGEST_VALUE) {
      return new Reading.Invalid("the value is larger than Loop can write");
    }
    if (numeric) {
      return taken(day, value / THOUSANDTHS, note);
    }
    if (value > 2) {
      return new Reading.Invalid("a yes/no habit has no such value");
    }
    if (value == 2) {
      return taken(day, 1, note);
    }
    return unlessNoted(day, value == 1 ? "YES_AUTO" : "NO", note);
  }

  private static Reading unlessNoted(LocalDate day, String word, String note) {
    return note == null ? new Reading.NotACheckIn(word) : taken(day, 0, note);
  }

  private static Reading taken(LocalDate day, double amount, String note) {
    return new Reading.Taken(new Archive.Entry(day, amount, note, false, Optional.empty()));
  }

  /// The numeric value of a word in Loop's CSV files; empty for any other text.
  ///
  /// @param separator column separator of the file
  static Optional<Long> valueOf(String word, char separator) {
    return switch (word) {
      case "YES_MANUAL" -> Optional.of(2L);
      case "YES_AUTO" -> Optional.of(1L);
      case "NO" -> Optional.of(0L);
      case "SKIP" -> Optional.of(3L);
      case "UNKNOWN" -> Optional.of(-1L);
      default -> amount(word, separator);
    };
  }

  /// Parses a whole number of thousandths from 0 up, in any notation, or one of Loop's negative
  /// numbers.
  private static Optional<Long> amount(String text, char separator) {
    return SourceNumber.read(text, separator, LARGEST_VALUE)
            instanceof SourceNumber.Value(double value)
        ? Optional.of((long) value).filter(whole -> whole == value)
        : wholeNumber(text);
  }

  static Optional<Long> wholeNumber(String text) {
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /// Tells whether a value can only be an amount.
  static boolean isAmount(long value) {
    return value > SKIP;
  }

  /// Tells whether a value means a skipped day, also for a habit of amounts.
  static boolean isSkip(long value) {
    return value == SKIP;
  }

  /// Converts a value to an amount in the habit's unit.
  static double unitsOf(long value) {
    return value / THOUSANDTHS;
  }

  /// Goal of a habit: yes or no, or an amount.
  ///
  /// @param numeric whether values are amounts
  record Goal(boolean numeric, Kind kind, double target, String unit) {

    /// A habit that is done or not.
    static final Goal YES_NO = new Goal(false, Kind.DO, 1, null);

    /// Goal of a habit of amounts; empty when the target is no number.
    static Optional<Goal> amount(boolean atMost, double target, String unit) {
      if (Double.isNaN(target) || target < 0 || target > Amounts.LARGEST) {
        return Optional.empty();
      }
      // With "at least 0" Loop holds every day; a thousandth is the smallest amount it can record.
      double reachable = atMost ? target : Math.max(target, 1 / THOUSANDTHS);
      Kind kind = atMost ? Kind.LIMIT : Kind.DO;
      return Optional.of(new Goal(true, kind, reachable, SourceText.orNull(unit)));
    }

    /// Goal of a habit of amounts for which the file has no target. Every recorded amount counts as
    /// done.
    ///
    /// @param least the smallest recorded amount above 0, or infinity
    /// @param unit null or blank where the file has none
    static Goal unknown(double least, String unit) {
      return new Goal(true, Kind.DO, Math.min(1, least), SourceText.orNull(unit));
    }

    /// Loop's streaks end on a day without an amount, also for "at most" goals.
    Unlogged unlogged() {
      return kind == Kind.LIMIT ? Unlogged.MISSED : Unlogged.HELD;
    }
  }

  /// The schedule for "`times` in `days`", with a note wherever it differs from Loop's.
  ///
  /// Our schedules cannot add amounts up over several days, as Loop does. For "at least", one day
  /// that reaches the whole target holds the days around it. For "at most", each day is compared
  /// with the whole target, as Loop's own streaks do.
  static Schedule schedule(
      String title, Goal goal, long times, long days, RecordAccounting accounting) {
    if (times < 1 || days < 1) {
      accounting.note(named(title, "has an unknown frequency and is imported as daily."));
      return new Schedule.Daily();
    }
    if (times >= days) {
      return new Schedule.Daily();
    }
    if (goal.numeric()) {
      noteOnSum(title, goal, days, accounting);
      if (goal.kind() == Kind.LIMIT) {
        return new Schedule.Daily();
      }
    }
    if (days <= Schedule.LONGEST_PERIOD_DAYS) {
      return new Schedule.TimesInDays((int) times, (int) days);
    }
    int longest = Schedule.LONGEST_PERIOD_DAYS;
    long scaled = Math.clamp(Math.round((double) times * longest / days), 1, longest);
    String was = times + " times in " + days + " days";
    String is = scaled + " times in " + longest + " days";
    accounting.note(named(title, "asks for " + was + " in Loop, and for " + is + " here."));
    return new Schedule.TimesInDays((int) scaled, longest);
  }

  private static void noteOnSum(String title, Goal goal, long days, RecordAccounting accounting) {
    String here =
        goal.kind() == Kind.LIMIT
            ? "here each day is held against it alone."
            : "here one day that reaches it holds the days around it.";
    accounting.note(named(title, "adds up " + days + " days towards its target in Loop; " + here));
  }

  /// The note for a habit of amounts whose target is not in the file.
  ///
  /// @param unit null where the file does not have it either
  static String unknownTarget(String title, double target, String unit) {
    return named(
        title,
        unit == null
            ? ("has amounts, but the file has neither its target nor its unit: every"
                    + " amount from %s up counts as done. Edit the habit to set"
                    + " both.")
                .formatted(target)
            : ("has amounts in %s, but the file has no target for it: every amount from"
                    + " %s up counts as done. Edit the habit to set one.")
                .formatted(unit, target));
  }

  static String named(String title, String sentence) {
    return "\u201c" + RecordAccounting.quoted(title) + "\u201d " + sentence;
  }

  /// Colour of a habit in the database: an index into a palette, or before schema 14 an ARGB
  /// number. Anything else is [#DEFAULT_COLOR].
  static String color(long value, int schema) {
    boolean old = schema >= FIRST_OLD_PALETTE_SCHEMA && schema < FIRST_PALETTE_SCHEMA;
    if (old && value >= 0 && value < OLD_PALETTE.length) {
      return PALETTE[OLD_PALETTE[(int) value]];
    }
    if (value >= 0 && value < PALETTE.length) {
      return PALETTE[(int) value];
    }
    boolean opaque = value >= Integer.MIN_VALUE && (value >>> 24 & 0xFF) == 0xFF;
    return opaque && value < 0
        ? String.format(Locale.ROOT, "#%06x", value & 0xFFFFFF)
        : DEFAULT_COLOR;
  }

  /// Colour in a CSV file in lower case, or [#DEFAULT_COLOR] for an invalid one.
  static String color(String hex) {
    return hex.matches("#[0-9a-fA-F]{6}") ? hex.toLowerCase(Locale.ROOT) : DEFAULT_COLOR;
  }
}
