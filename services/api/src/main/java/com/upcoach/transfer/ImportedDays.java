package com.upcoach.transfer;

import com.upcoach.archive.Archive;
import com.upcoach.book.BookEdit;
import com.upcoach.streak.Amounts;
import com.upcoach.streak.WallClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Decides which entries of a source can be imported, independently of the habit, and when they
/// were recorded.
///
/// @param wall time zone and day start of the member
/// @param now the time of the import
record ImportedDays(WallClock wall, Instant now) {

  static ImportedDays of(BookEdit edit) {
    return new ImportedDays(edit.wall(), edit.now().truncatedTo(ChronoUnit.MILLIS));
  }

  LocalDate today() {
    return wall.dayOf(now);
  }

  /// Reason why an entry cannot be imported; empty if it can.
  Optional<String> fault(Archive.Entry entry) {
    if (entry.day().isAfter(today())) {
      return Optional.of("the day has not begun in your time zone");
    }
    // A day recorded in a time zone in which it existed stays valid, as it does when members move.
    WallClock decided =
        entry.stamp().map(stamp -> new WallClock(stamp.zone(), stamp.dayStart())).orElse(wall);
    if (!decided.hasDay(entry.day())) {
      return Optional.of(
          "the time zone %s never had this date: its clocks jumped over the whole of it"
              .formatted(decided.zone().getId()));
    }
    return Amounts.inRange(entry.amount())
        ? Optional.empty()
        : Optional.of("the amount is not between 0 and 1,000,000,000,000");
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
                () -> new Archive.Stamp(wall.startOf(entry.day()), wall.zone(), wall.dayStart()));
    return stamp.at().isAfter(now) ? new Archive.Stamp(now, stamp.zone(), stamp.dayStart()) : stamp;
  }
}
