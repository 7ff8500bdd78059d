package com.upcoach.book;

import java.time.LocalDate;

/// What the newest recorded day of a habit holds.
///
/// Kept beside the summary so that a member's day can be shown without a look at its check-ins. It
/// may be missing though something is recorded: after the newest day was taken back.
///
/// @param note null where there is none
public record Latest(LocalDate day, double amount, String note) {

  public static Latest of(CheckIn checkIn) {
    return new Latest(checkIn.day(), checkIn.amount(), checkIn.note());
  }
}
