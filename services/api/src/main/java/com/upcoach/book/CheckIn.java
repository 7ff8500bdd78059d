package com.upcoach.book;

import com.upcoach.streak.Amounts;
import com.upcoach.streak.Kind;
import com.upcoach.streak.Mark;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;

/// What a member has recorded for a habit on a day.
///
/// @param amount 0 or more, at the precision of [Amounts]; 0 with a note alone
/// @param note null where there is none
/// @param skipped whether the day is set aside: it neither breaks nor lengthens a streak
/// @param at when it was last changed, by the member's device or the server
/// @param zone IANA zone of the wall on which the day was read
/// @param dayStart when the day began on that wall
/// @param noteAlone whether nothing was done or skipped: there is a note, and the day is as if
///     nothing was recorded
/// @param amountAt when amount and skip were last changed, at `at` or before; a note may be newer
public record CheckIn(
    UUID habitId,
    LocalDate day,
    double amount,
    String note,
    boolean skipped,
    Instant at,
    String zone,
    LocalTime dayStart,
    boolean noteAlone,
    Instant amountAt) {

  /// @throws IllegalArgumentException if the amount is out of range
  public CheckIn {
    amount = Amounts.rounded(amount);
    amountAt = noteAlone ? at : amountAt;
  }

  /// A check-in whose note is as old as its amount.
  public CheckIn(
      UUID habitId,
      LocalDate day,
      double amount,
      String note,
      boolean skipped,
      Instant at,
      String zone,
      LocalTime dayStart) {
    this(habitId, day, amount, note, skipped, at, zone, dayStart, false, at);
  }

  /// The same with another note.
  ///
  /// @param changedAt when the note was changed
  public CheckIn withNote(String other, Instant changedAt) {
    return new CheckIn(
        habitId, day, amount, other, skipped, changedAt, zone, dayStart, noteAlone, amountAt);
  }

  /// The note without what was done.
  public CheckIn onlyNote() {
    return new CheckIn(habitId, day, 0, note, false, at, zone, dayStart, true, at);
  }

  /// What the day is worth to a habit.
  Mark mark(Kind kind, double target) {
    return noteAlone ? Mark.NOTED : Mark.of(kind, target, amount, skipped);
  }
}
