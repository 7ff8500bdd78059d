package com.upcoach.book;

import com.upcoach.database.Timestamps;
import com.upcoach.streak.DateRange;
import com.upcoach.streak.Kind;
import com.upcoach.streak.Ledger;
import com.upcoach.streak.MemberClock;
import com.upcoach.streak.Run;
import com.upcoach.streak.StreakUnit;
import com.upcoach.streak.Summary;
import com.upcoach.streak.Unlogged;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Maps rows of the book's tables to values, and values to columns.
///
/// It is public, so that every package that selects these columns reads them the same way.
public final class BookRows {

  /// The columns of a habit, in the order that [#habit] reads them.
  public static final String HABIT =
      "h.id, h.title, h.note, h.kind, h.unit, h.target, h.unlogged, h.color, h.icon, h.starts,"
          + " h.ends, h.archived, h.schedule, h.revision, h.created_at";

  /// The columns of a check-in, in the order that [#checkIn] reads them.
  public static final String CHECK_IN =
      "c.habit_id, c.day, c.amount, c.note, c.skipped, c.at, c.zone, c.day_start," + " c.amount_at";

  /// The columns of a summary, in the order that [#summary] reads them.
  public static final String SUMMARY =
      "s.as_of, s.current_length, s.current_from, s.current_to, s.longest_length,"
          + " s.longest_from, s.longest_to, s.score";

  /// The columns of the newest day's check-in, in the order that [#latest] reads them.
  public static final String LATEST = "s.latest_day, s.latest_amount, s.latest_note";

  /// PostgreSQL's order of UUIDs. Java's own order compares their halves as signed numbers.
  public static final Comparator<UUID> UUID_ORDER =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  /// Pauses by their first day, then by id.
  public static final Comparator<Pause> EARLIEST_FIRST =
      Comparator.comparing((Pause pause) -> pause.range().from())
          .thenComparing(Pause::id, UUID_ORDER);

  private static final Map<String, Kind> KINDS = byWord(Kind.values());
  private static final Map<String, Unlogged> UNLOGGED = byWord(Unlogged.values());

  private BookRows() {}

  public static Habit habit(Row row) {
    return new Habit(
        row.getUUID(0),
        row.getString(1),
        row.getString(2),
        constant(KINDS, row.getString(3)),
        row.getString(4),
        row.getDouble(5),
        constant(UNLOGGED, row.getString(6)),
        row.getString(7),
        row.getString(8),
        row.getLocalDate(9),
        row.getLocalDate(10),
        row.getBoolean(11),
        ScheduleText.read(row.getString(12)),
        row.getInteger(13),
        Timestamps.instant(row.getOffsetDateTime(14)));
  }

  public static CheckIn checkIn(Row row) {
    Double amount = row.getDouble(2);
    Instant at = Timestamps.instant(row.getOffsetDateTime(5));
    OffsetDateTime amountAt = row.getOffsetDateTime(8);
    return new CheckIn(
        row.getUUID(0),
        row.getLocalDate(1),
        amount == null ? 0 : amount,
        row.getString(3),
        row.getBoolean(4),
        at,
        row.getString(6),
        dayStart(row.getShort(7)),
        amount == null,
        amountAt == null ? at : Timestamps.instant(amountAt));
  }

  /// @param first the index of the pause's first column
  static Pause pause(Row row, int first) {
    return new Pause(
        row.getUUID(first),
        row.getUUID(first + 1),
        new DateRange(row.getLocalDate(first + 2), row.getLocalDate(first + 3)));
  }

  /// Whether a row with the columns of a habit is a pause, whose kind is null.
  public static boolean isPause(Row row) {
    return row.getString(3) == null;
  }

  /// A pause whose id, first day and last day are in the columns of a habit.
  ///
  /// @param habitId the index of the column with the paused habit
  public static Pause pauseAmongHabits(Row row, int habitId) {
    return new Pause(
        row.getUUID(0),
        row.getUUID(habitId),
        new DateRange(row.getLocalDate(9), row.getLocalDate(10)));
  }

  /// @param first the index of the summary's first column
  /// @param unit the unit of the habit's streaks
  public static Summary summary(Row row, int first, StreakUnit unit) {
    return new Summary(
        run(row, first + 1, unit),
        run(row, first + 4, unit),
        row.getDouble(first + 7),
        row.getLocalDate(first));
  }

  /// @param first the index of the first of its columns
  public static Optional<LatestCheckIn> latest(Row row, int first) {
    LocalDate day = row.getLocalDate(first);
    return day == null
        ? Optional.empty()
        : Optional.of(new LatestCheckIn(day, row.getDouble(first + 1), row.getString(first + 2)));
  }

  private static Run run(Row row, int first, StreakUnit unit) {
    int length = row.getInteger(first);
    return length == 0
        ? null
        : new Run(length, unit, row.getLocalDate(first + 1), row.getLocalDate(first + 2));
  }

  public static Ledger ledger(Buffer bytes) {
    return Ledger.decode(bytes.getBytes());
  }

  /// @param minutes after midnight
  public static MemberClock memberClock(String zone, int minutes) {
    return new MemberClock(ZoneId.of(zone), dayStart(minutes));
  }

  /// @param minutes after midnight
  public static LocalTime dayStart(int minutes) {
    return LocalTime.ofSecondOfDay(minutes * 60L);
  }

  /// Minutes after midnight.
  public static short minutes(LocalTime dayStart) {
    return (short) (dayStart.toSecondOfDay() / 60);
  }

  /// The word that the database stores for a constant: its name in lower case.
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> Map<String, E> byWord(E[] constants) {
    return Arrays.stream(constants).collect(Collectors.toMap(BookRows::word, constant -> constant));
  }

  private static <E extends Enum<E>> E constant(Map<String, E> byWord, String word) {
    E constant = byWord.get(word);
    if (constant == null) {
      throw new IllegalStateException("\"" + word + "\" is none of " + byWord.keySet());
    }
    return constant;
  }
}
