package com.upcoach.streak;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The calendar dates that a time zone never had, because its clocks jumped over the whole date:
/// Pacific/Apia went from 2011-12-29, 24:00, to 2011-12-31, 00:00.
///
/// They are computed from the transitions of the zone's rules. Almost every zone has none.
final class MissingDates {

  private static final int[] NONE = {};

  /// Memoized by named zone, of which there are some 600. The rules of a zone never change while
  /// the process runs.
  private static final Map<ZoneId, int[]> BY_ZONE = new ConcurrentHashMap<>();

  private MissingDates() {}

  /// The epoch days of the zone's missing dates, oldest first. Callers must not change the array.
  static int[] of(ZoneId zone) {
    return zone.getRules().isFixedOffset()
        ? NONE
        : BY_ZONE.computeIfAbsent(zone, MissingDates::read);
  }

  /// Whether the transition skips the whole of `day`.
  static boolean isMissing(ZoneOffsetTransition change, LocalDate day) {
    return change.isGap()
        && !change.getDateTimeBefore().isAfter(day.atStartOfDay())
        && !change.getDateTimeAfter().isBefore(day.plusDays(1).atStartOfDay());
  }

  private static int[] read(ZoneId zone) {
    List<Integer> missing = new ArrayList<>();
    for (ZoneOffsetTransition change : zone.getRules().getTransitions()) {
      LocalDate last = change.getDateTimeAfter().toLocalDate();
      for (LocalDate day = change.getDateTimeBefore().toLocalDate();
          day.isBefore(last);
          day = day.plusDays(1)) {
        if (isMissing(change, day)) {
          missing.add(Math.toIntExact(day.toEpochDay()));
        }
      }
    }
    return missing.isEmpty() ? NONE : missing.stream().mapToInt(Integer::intValue).toArray();
  }
}
