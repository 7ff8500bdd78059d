package com.upcoach.streak;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// The days on which a habit is paused: ranges in order, with overlapping and adjacent ranges
/// merged. Immutable.
public final class Pauses {

  /// No pauses.
  public static final Pauses EMPTY = new Pauses(List.of());

  private final List<DateRange> ranges;

  private Pauses(List<DateRange> ranges) {
    this.ranges = ranges;
  }

  /// The pauses that cover exactly the days of `ranges`, which may come in any order and overlap.
  public static Pauses of(Collection<DateRange> ranges) {
    if (ranges.isEmpty()) {
      return EMPTY;
    }
    List<DateRange> merged = new ArrayList<>();
    for (DateRange range : ranges.stream().sorted(Comparator.comparing(DateRange::from)).toList()) {
      if (merged.isEmpty() || !touches(merged.getLast(), range)) {
        merged.add(range);
      } else {
        merged.add(joined(merged.removeLast(), range));
      }
    }
    return new Pauses(List.copyOf(merged));
  }

  /// Whether `day` is paused.
  public boolean contains(LocalDate day) {
    for (DateRange range : ranges) {
      if (!day.isBefore(range.from()) && (range.to() == null || !day.isAfter(range.to()))) {
        return true;
      }
    }
    return false;
  }

  /// The merged ranges, oldest first; between two of them lies at least one day.
  public List<DateRange> ranges() {
    return ranges;
  }

  /// Writes `code` over every paused day of `days`, whose first entry is `firstDay`.
  void cover(byte[] days, int firstDay, byte code) {
    for (DateRange range : ranges) {
      int from = Math.max(0, EpochDays.of(range.from()) - firstDay);
      int to = Math.min(days.length - 1, EpochDays.ofEnd(range.to()) - firstDay);
      if (from <= to) {
        Arrays.fill(days, from, to + 1, code);
      }
    }
  }

  /// The `count`-th unpaused day after `day`; the day before an open-ended pause, if fewer unpaused
  /// days follow.
  ///
  /// @param day an epoch day
  int unpausedAfter(int day, int count) {
    int last = day;
    int left = count;
    for (DateRange range : ranges) {
      int to = EpochDays.ofEnd(range.to());
      if (to <= last) {
        continue;
      }
      int free = Math.max(0, EpochDays.of(range.from()) - last - 1);
      if (free >= left || range.to() == null) {
        return last + Math.min(free, left);
      }
      left -= free;
      last = to;
    }
    return last + left;
  }

  private static boolean touches(DateRange earlier, DateRange later) {
    return earlier.to() == null || !later.from().isAfter(earlier.to().plusDays(1));
  }

  private static DateRange joined(DateRange earlier, DateRange later) {
    boolean open = earlier.to() == null || later.to() == null;
    if (open) {
      return DateRange.startingOn(earlier.from());
    }
    LocalDate to = earlier.to().isAfter(later.to()) ? earlier.to() : later.to();
    return new DateRange(earlier.from(), to);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pauses that && ranges.equals(that.ranges);
  }

  @Override
  public int hashCode() {
    return ranges.hashCode();
  }

  @Override
  public String toString() {
    return "Pauses" + ranges;
  }
}
