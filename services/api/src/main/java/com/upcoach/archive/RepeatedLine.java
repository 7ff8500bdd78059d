package com.upcoach.archive;

import java.time.LocalDate;

/// A record that a later one of the same habit and day replaced.
///
/// @param habit title of the habit
/// @param where the later record, the one that was kept
/// @param what the amount and note of the one that was not kept, at most [Archive#QUOTED_CHARS]
///     characters
/// @param identical whether the two said the same, so that nothing was lost
public record RepeatedLine(
    String habit, LocalDate day, String where, String what, boolean identical) {
  public RepeatedLine {
    what = RecordAccounting.quoted(what);
  }
}
