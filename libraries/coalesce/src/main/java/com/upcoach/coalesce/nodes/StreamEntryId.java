package com.upcoach.coalesce.nodes;

import java.util.Comparator;

/// ID of an entry in a Redis stream.
///
/// @param millis by the clock of Redis
/// @param sequence number within the millisecond
record StreamEntryId(long millis, long sequence) implements Comparable<StreamEntryId> {

  /// Smaller than the ID of any entry.
  static final StreamEntryId START = new StreamEntryId(0, 0);

  private static final Comparator<StreamEntryId> ORDER =
      Comparator.comparingLong(StreamEntryId::millis).thenComparingLong(StreamEntryId::sequence);

  /// @throws IllegalArgumentException if the text is not an ID
  static StreamEntryId parse(String text) {
    int dash = text.indexOf('-');
    if (dash < 0) {
      throw new IllegalArgumentException("not an id of an entry");
    }
    return new StreamEntryId(
        Long.parseLong(text, 0, dash, 10), Long.parseLong(text, dash + 1, text.length(), 10));
  }

  @Override
  public int compareTo(StreamEntryId other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return millis + "-" + sequence;
  }
}
