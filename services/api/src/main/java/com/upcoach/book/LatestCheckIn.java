package com.upcoach.book;

import java.time.LocalDate;

/// What the newest recorded day of a habit holds.
///
/// Kept beside the summary so that a member's day can be shown without a look at its check-ins. It
/// may be missing though something is recorded: after the newest day was taken back.
///
/// @param note null where there is none
public record LatestCheckIn(LocalDate day, double amount, String note) {

  public static LatestCheckIn of(CheckIn checkIn) {
    return new LatestCheckIn(checkIn.day(), checkIn.amount(), checkIn.note());
  }
}
