package com.upcoach.coalesce.nodes;

import java.util.Comparator;

/// Place of an entry in a stream of Redis.
///
/// @param millis by the clock of Redis
/// @param sequence among those of the millisecond
record EntryId(long millis, long sequence) implements Comparable<EntryId> {

  /// Before the first entry.
  static final EntryId START = new EntryId(0, 0);

  private static final Comparator<EntryId> ORDER =
      Comparator.comparingLong(EntryId::millis).thenComparingLong(EntryId::sequence);

  /// @throws IllegalArgumentException where it is none
  static EntryId parse(String text) {
    int dash = text.indexOf('-');
    if (dash < 0) {
      throw new IllegalArgumentException("not an id of an entry");
    }
    return new EntryId(
        Long.parseLong(text, 0, dash, 10), Long.parseLong(text, dash + 1, text.length(), 10));
  }

  @Override
  public int compareTo(EntryId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return millis + "-" + sequence;
  }
}
