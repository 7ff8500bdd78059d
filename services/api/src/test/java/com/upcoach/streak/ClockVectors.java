package com.upcoach.streak;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Test vectors of time zones: instants around every clock change with the answers of
/// [MemberClock], for the rules in the member app.
public final class ClockVectors {

  private static final Instant FROM = Instant.parse("1970-01-01T00:00:00Z");

  /// Later changes of clocks are plans, on which versions of the time zone database differ.
  private static final Instant TO = Instant.parse("2025-01-01T00:00:00Z");

  private static final int AROUND_MILLIS = 30 * 3_600_000;
  private static final int INSTANTS = 4;

  private final Random random;

  /// The days of one time zone around its clock changes.
  ///
  /// @param missing its missing dates
  public record Line(String zone, List<String> missing, List<Change> changes) {}

  /// The days around one change of clocks. Versions of the time zone database differ in a few
  /// changes, which the offsets show.
  ///
  /// @param at when it happens, in milliseconds since 1970
  /// @param offsetBefore the offset from UTC in seconds
  /// @param days instants in milliseconds with their days
  /// @param starts days with the instants at which they start
  public record Change(
      String dayStart,
      long at,
      int offsetBefore,
      int offsetAfter,
      List<List<Object>> days,
      List<List<Object>> starts) {}

  public ClockVectors(long seed) {
    random = new Random(seed);
  }

  /// One line for each time zone that a member may have. Of several names with the same rules one
  /// has instants.
  public List<Line> all() {
    Set<ZoneRules> seen = new HashSet<>();
    return HistoryVectors.ZONES.stream()
        .map(zone -> line(zone, seen.add(zone.getRules())))
        .toList();
  }

  private Line line(ZoneId zone, boolean hasInstants) {
    List<Change> changes = new ArrayList<>();
    ZoneOffsetTransition change = hasInstants ? zone.getRules().nextTransition(FROM) : null;
    while (change != null && change.getInstant().isBefore(TO)) {
      changes.add(around(new MemberClock(zone, dayStart(change)), change));
      change = zone.getRules().nextTransition(change.getInstant());
    }
    List<String> missing =
        Arrays.stream(MissingDates.of(zone))
            .filter(EpochDays::valid)
            .mapToObj(day -> EpochDays.date(day).toString())
            .toList();
    return new Line(zone.getId(), missing, changes);
  }

  /// Often the local time that the change leaves out or repeats.
  private LocalTime dayStart(ZoneOffsetTransition change) {
    LocalTime before = change.getDateTimeBefore().toLocalTime();
    LocalTime close = before.plusMinutes(15L * (random.nextInt(9) - 4)).withSecond(0);
    return random.nextBoolean() || close.isAfter(MemberClock.LATEST_DAY_START)
        ? HistoryVectors.dayStart(random)
        : close;
  }

  private Change around(MemberClock clock, ZoneOffsetTransition change) {
    Instant at = change.getInstant();
    List<List<Object>> days = new ArrayList<>();
    for (int i = 0; i < INSTANTS; i++) {
      Instant instant =
          i < 2 ? at.minusMillis(i) : at.plusMillis(random.nextInt(-AROUND_MILLIS, AROUND_MILLIS));
      days.add(List.of(instant.toEpochMilli(), clock.dayOf(instant).toString()));
    }
    List<List<Object>> starts = new ArrayList<>();
    if (random.nextInt(4) == 0) {
      LocalDate day = LocalDate.ofInstant(at, clock.zone()).plusDays(random.nextInt(-1, 2));
      starts.add(List.of(day.toString(), clock.startOf(day).toEpochMilli()));
    }
    return new Change(
        clock.dayStart().toString(),
        at.toEpochMilli(),
        change.getOffsetBefore().getTotalSeconds(),
        change.getOffsetAfter().getTotalSeconds(),
        days,
        starts);
  }
}
