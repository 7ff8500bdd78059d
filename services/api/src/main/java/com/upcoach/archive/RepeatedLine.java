package com.upcoach.archive;

import java.time.LocalDate;

/// A record that a later one of the same habit and day replaced.
///
/// @param habit title of the habit
/// @param where the later record, which was imported
/// @param what amount and note of the earlier record, at most [Archive#QUOTED_CHARS] characters
/// @param identical whether both records were equal, so that nothing was lost
public record RepeatedLine(
    String habit, LocalDate day, String where, String what, boolean identical) {
  public RepeatedLine {
    what = RecordAccounting.quoted(what);
  }
}
