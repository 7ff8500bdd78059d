package com.upcoach.book;

import com.upcoach.streak.Amounts;
import com.upcoach.streak.Kind;
import com.upcoach.streak.Mark;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;

/// A check-in: a member's record for a habit on a day.
///
/// @param amount 0 or more, at the precision of [Amounts]; 0 with a note alone
/// @param note null for no note
/// @param skipped whether the member skipped the day: it neither breaks nor lengthens a streak
/// @param at when it was last changed, by the clock of the member's device or the server's
/// @param zone IANA time zone in which the day was determined
/// @param dayStart local time at which the day began in that zone
/// @param noteAlone whether the check-in is a note only: for streaks the day counts as not recorded
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

  /// This check-in with another note.
  ///
  /// @param changedAt when the note was changed
  public CheckIn withNote(String other, Instant changedAt) {
    return new CheckIn(
        habitId, day, amount, other, skipped, changedAt, zone, dayStart, noteAlone, amountAt);
  }

  /// This check-in reduced to its note, without amount and skip.
  public CheckIn onlyNote() {
    return new CheckIn(habitId, day, 0, note, false, at, zone, dayStart, true, at);
  }

  /// The mark of the day for a habit of this kind and target.
  Mark mark(Kind kind, double target) {
    return noteAlone ? Mark.NOTED : Mark.of(kind, target, amount, skipped);
  }
}
