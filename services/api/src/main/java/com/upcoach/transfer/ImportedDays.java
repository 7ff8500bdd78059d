package com.upcoach.transfer;

import com.upcoach.archive.Archive;
import com.upcoach.book.BookEdit;
import com.upcoach.streak.Amounts;
import com.upcoach.streak.WallClock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Decides which entries of a source can be taken, whatever the habit is, and when they were made.
///
/// @param wall zone and day start of the member
/// @param now the time of the import
record ImportedDays(WallClock wall, Instant now) {

  static ImportedDays of(BookEdit edit) {
    return new ImportedDays(edit.wallClock(), edit.now().truncatedTo(ChronoUnit.MILLIS));
  }

  LocalDate today() {
    return wall.dayOf(now);
  }

  /// The reason why an entry cannot be taken.
  Optional<String> fault(Archive.Entry entry) {
    if (entry.day().isAfter(today())) {
      return Optional.of("the day has not begun in your time zone");
    }
    // A day that was recorded in a zone that had it stays one, as it does when members move.
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

  /// When and where an entry was made.
  ///
  /// A source that knows the day alone says nothing of the time: it is that of the beginning of
  /// the day, so that what the member has done on a device stays, also where the device sends it
  /// after the import. A time that is still to come, as of a device whose clock was ahead, is now.
  Archive.Stamp stamp(Archive.Entry entry) {
    Archive.Stamp stamp =
        entry
            .stamp()
            .orElseGet(
                () -> new Archive.Stamp(wall.startOf(entry.day()), wall.zone(), wall.dayStart()));
    return stamp.at().isAfter(now) ? new Archive.Stamp(now, stamp.zone(), stamp.dayStart()) : stamp;
  }
}
