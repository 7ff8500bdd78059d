package com.upcoach.streak;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A habit with its history in the simplest form: the input of the oracles.
///
/// It shares only the records and enums of the rules with the code under test.
///
/// @param today the day as of which it is evaluated; null where all check-ins count
record NaiveHabit(
    Rules rules,
    Map<LocalDate, Double> amounts,
    Set<LocalDate> skips,
    Set<LocalDate> pausedDays,
    LocalDate today) {

  private static final Map<Map.Entry<ZoneId, LocalDate>, Boolean> SHOWN = new ConcurrentHashMap<>();

  boolean beforeStart(LocalDate day) {
    return day.isBefore(rules.start());
  }

  boolean afterEnd(LocalDate day) {
    return rules.end() != null && day.isAfter(rules.end());
  }

  boolean alive(LocalDate day) {
    return !beforeStart(day) && !afterEnd(day);
  }

  boolean paused(LocalDate day) {
    return alive(day) && pausedDays.contains(day);
  }

  boolean skipped(LocalDate day) {
    return alive(day) && !paused(day) && seen(day) && skips.contains(day);
  }

  /// Whether the date is missing in the time zone, and nothing is recorded on it.
  boolean notInZone(LocalDate day) {
    boolean empty = !seen(day) || !(skips.contains(day) || amounts.containsKey(day));
    return alive(day) && !paused(day) && empty && !shown(rules.zone(), day);
  }

  boolean neutral(LocalDate day) {
    return paused(day) || skipped(day) || notInZone(day);
  }

  /// Whether the time zone ever had the local date.
  static boolean shown(ZoneId zone, LocalDate day) {
    return zone.equals(ZoneOffset.UTC)
        || SHOWN.computeIfAbsent(Map.entry(zone, day), NaiveHabit::isShown);
  }

  private static boolean isShown(Map.Entry<ZoneId, LocalDate> key) {
    Instant first = key.getValue().minusDays(2).atStartOfDay(ZoneOffset.UTC).toInstant();
    for (int quarter = 0; quarter < 5 * 24 * 4; quarter++) {
      Instant instant = first.plusSeconds(quarter * 900L);
      if (LocalDate.ofInstant(instant, key.getKey()).equals(key.getValue())) {
        return true;
      }
    }
    return false;
  }

  boolean finished(LocalDate day) {
    return today != null && day.isBefore(today);
  }

  boolean recorded(LocalDate day) {
    return alive(day) && !neutral(day) && seen(day) && amounts.containsKey(day);
  }

  boolean metByCheckIn(LocalDate day) {
    if (!recorded(day)) {
      return false;
    }
    int compared = Long.compare(exact(amounts.get(day)), exact(rules.target()));
    return rules.kind() == Kind.DO ? compared >= 0 : compared <= 0;
  }

  boolean metUnlogged(LocalDate day) {
    return rules.kind() == Kind.LIMIT
        && rules.unlogged() == Unlogged.HELD
        && alive(day)
        && !neutral(day)
        && finished(day)
        && !recorded(day);
  }

  boolean met(LocalDate day) {
    return metByCheckIn(day) || metUnlogged(day);
  }

  /// The share of the target recorded on the day, in half percents.
  int share(LocalDate day) {
    if (!recorded(day)) {
      return 0;
    }
    if (metByCheckIn(day)) {
      return 200;
    }
    long amount = exact(amounts.get(day));
    long target = exact(rules.target());
    long held = rules.kind() == Kind.DO ? amount : target + target - amount;
    return target == 0 || held <= 0 ? 0 : (int) (200 * held / target);
  }

  /// The amount in thousandths.
  private static long exact(double amount) {
    long near = Math.round(amount * 1000);
    return near / 1000.0 == amount
        ? near
        : new BigDecimal(Double.toString(amount))
            .setScale(3, RoundingMode.HALF_EVEN)
            .unscaledValue()
            .longValueExact();
  }

  boolean asked(LocalDate day) {
    return switch (rules.schedule()) {
      case Schedule.Weekdays(var days) -> days.contains(day.getDayOfWeek());
      case Schedule.EveryNDays(int n) -> ChronoUnit.DAYS.between(rules.start(), day) % n == 0;
      case Schedule.Daily _, Schedule.TimesPerWeek _, Schedule.TimesInDays _ -> true;
    };
  }

  static LocalDate weekStart(LocalDate day, DayOfWeek first) {
    return day.with(TemporalAdjusters.previousOrSame(first));
  }

  private boolean seen(LocalDate day) {
    return today == null || !day.isAfter(today);
  }
}
