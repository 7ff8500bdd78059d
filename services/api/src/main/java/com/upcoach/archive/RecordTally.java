package com.upcoach.archive;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Number of check-in records of a source by result. The constructor rejects numbers that do not
/// add up.
///
/// A record is a row of Loop's `Repetitions`, a line of a Loop `Checkmarks.csv` (a cell, where only
/// the file over all habits has the habit), a line of HabitBull's file, or a check-in of our
/// export.
///
/// @param total records in the source
/// @param taken records that became an entry
/// @param repeated records replaced by a later record of the same habit and day
/// @param notCheckIns records without anything that the member did, by the source's word for it
/// @param refused records that could not be read
public record RecordTally(
    long total, long taken, long repeated, Map<String, Long> notCheckIns, long refused) {

  public RecordTally {
    notCheckIns = Collections.unmodifiableMap(new TreeMap<>(notCheckIns));
    long accounted = taken + repeated + refused;
    for (long count : notCheckIns.values()) {
      accounted += count;
    }
    if (accounted != total) {
      throw new IllegalArgumentException(
          "total: " + total + " records, but " + accounted + " accounted for");
    }
  }
}
