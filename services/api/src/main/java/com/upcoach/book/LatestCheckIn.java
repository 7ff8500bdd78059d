package com.upcoach.book;

import java.time.LocalDate;

/// The check-in of a habit's newest recorded day.
///
/// It is stored with the summary, so that a member's day can be shown without reading check-ins. It
/// may be missing although older days are recorded: after the newest check-in was undone.
///
/// @param note null where there is none
public record LatestCheckIn(LocalDate day, double amount, String note) {

  public static LatestCheckIn of(CheckIn checkIn) {
    return new LatestCheckIn(checkIn.day(), checkIn.amount(), checkIn.note());
  }
}
