package com.upcoach.transfer;

import com.upcoach.archive.Archive;
import com.upcoach.book.BookEdit;
import com.upcoach.book.Habit;
import com.upcoach.streak.Amounts;
import com.upcoach.streak.MemberClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Decides which entries of a source can be imported, independently of the habit, and when they
/// were recorded.
///
/// @param memberClock time zone and day start of the member
/// @param now the time of the import
record ImportedDays(MemberClock memberClock, Instant now) {

  static ImportedDays of(BookEdit edit) {
    return new ImportedDays(edit.memberClock(), edit.now().truncatedTo(ChronoUnit.MILLIS));
  }

  LocalDate today() {
    return memberClock.dayOf(now);
  }

  /// Reason why an entry cannot be imported into any habit; empty if it can.
  Optional<String> problemOf(Archive.Entry entry) {
    return Habit.refusalOfDate(entry.day(), today(), clockOf(entry))
        .map(rule -> sentence(rule, entry, null))
        .or(
            () ->
                Amounts.inRange(entry.amount())
                    ? Optional.empty()
                    : Optional.of("the amount is not between 0 and 1,000,000,000,000"));
  }

  /// Reason why an entry cannot be imported into a habit; empty if it can.
  Optional<String> problemOf(Archive.Entry entry, Habit habit) {
    return problemOf(entry)
        .or(
            () ->
                habit
                    .refusalOf(entry.day(), today(), clockOf(entry))
                    .map(rule -> sentence(rule, entry, habit)));
  }

  private String sentence(Habit.DayRefusal rule, Archive.Entry entry, Habit habit) {
    return switch (rule) {
      case NOT_IN_ZONE ->
          "the time zone %s never had this date: its clocks skipped that day"
              .formatted(clockOf(entry).zone().getId());
      case IN_FUTURE -> "the day has not begun in your time zone";
      case BEFORE_START ->
          "the day is before %s, the first day that you have set; move it back and import the file again"
              .formatted(habit.start());
      case AFTER_END ->
          "the day is after %s, the last day that you have set; move it and import the file again"
              .formatted(habit.end());
    };
  }

  /// A day recorded in a time zone in which it existed stays valid, as it does when members move.
  private MemberClock clockOf(Archive.Entry entry) {
    return entry
        .stamp()
        .map(stamp -> new MemberClock(stamp.zone(), stamp.dayStart()))
        .orElse(memberClock);
  }

  /// Time and time zone in which an entry was recorded.
  ///
  /// For a source that has only the day, the time is the beginning of the day. A check-in that the
  /// member made on a device then wins, also where the device sends it after the import. A time in
  /// the future, from a device whose clock was ahead, becomes now.
  Archive.Stamp stamp(Archive.Entry entry) {
    Archive.Stamp stamp =
        entry
            .stamp()
            .orElseGet(
                () ->
                    new Archive.Stamp(
                        memberClock.startOf(entry.day()),
                        memberClock.zone(),
                        memberClock.dayStart()));
    return stamp.at().isAfter(now) ? new Archive.Stamp(now, stamp.zone(), stamp.dayStart()) : stamp;
  }
}
