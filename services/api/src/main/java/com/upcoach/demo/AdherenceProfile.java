package com.upcoach.demo;

import com.upcoach.streak.DateRange;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Probability that a member does a due habit.
///
/// @param onWorkdays probability from Monday to Friday, 0 to 1
/// @param atWeekends probability on Saturday and Sunday
/// @param fades factor by which it falls in a hundred days, 1 for no decline
/// @param lastDay last active day of the member; null for no end
/// @param absences ranges of days without any check-in
record AdherenceProfile(
    double onWorkdays,
    double atWeekends,
    double fades,
    LocalDate lastDay,
    List<DateRange> absences) {

  /// Typical kinds of members.
  enum Archetype {
    STEADY,
    USUAL,
    WEEKEND,
    WORKDAY,
    DROP_OUT,
    RETURNING,
    BEGINNER
  }

  private static final WeightedChoice<Archetype> ARCHETYPES =
      new WeightedChoice<Archetype>()
          .with(24, Archetype.STEADY)
          .with(34, Archetype.USUAL)
          .with(7, Archetype.WEEKEND)
          .with(9, Archetype.WORKDAY)
          .with(15, Archetype.DROP_OUT)
          .with(11, Archetype.RETURNING);

  static Archetype draw(SplittableRandom random) {
    return ARCHETYPES.draw(random);
  }

  static AdherenceProfile of(Archetype archetype, MemberDays days, SplittableRandom random) {
    double own = random.nextDouble(-0.06, 0.06);
    return switch (archetype) {
      case STEADY -> constant(0.92 + own, 0.89 + own);
      case USUAL -> constant(0.74 + own, 0.66 + own);
      case WEEKEND -> constant(0.38 + own, 0.88 + own);
      case WORKDAY -> constant(0.86 + own, 0.4 + own);
      case BEGINNER -> new AdherenceProfile(0.9 + own, 0.88 + own, 0.4, null, List.of());
      case DROP_OUT ->
          new AdherenceProfile(
              0.8 + own,
              0.72 + own,
              0.5,
              days.first.plusDays(random.nextInt(1 + days.count() * 2 / 3)),
              List.of());
      case RETURNING ->
          new AdherenceProfile(0.82 + own, 0.76 + own, 0.85, null, absences(days, random));
    };
  }

  /// Probability on a day.
  ///
  /// @param since days since the member joined
  double chance(LocalDate day, long since) {
    if (lastDay != null && day.isAfter(lastDay)) {
      return 0;
    }
    for (DateRange absence : absences) {
      if (!day.isBefore(absence.from()) && !day.isAfter(absence.to())) {
        return 0;
      }
    }
    DayOfWeek weekday = day.getDayOfWeek();
    double chance = weekday.getValue() >= 6 ? atWeekends : onWorkdays;
    return fades == 1 ? chance : chance * Math.pow(fades, since / 100.0);
  }

  private static AdherenceProfile constant(double onWorkdays, double atWeekends) {
    return new AdherenceProfile(onWorkdays, atWeekends, 1, null, List.of());
  }

  /// Draws alternating weeks of activity and absence.
  private static List<DateRange> absences(MemberDays days, SplittableRandom random) {
    List<DateRange> absences = new ArrayList<>();
    LocalDate from = days.first.plusDays(random.nextInt(10, 45));
    while (from.isBefore(days.today)) {
      LocalDate to = from.plusDays(random.nextInt(6, 35));
      absences.add(new DateRange(from, to));
      from = to.plusDays(random.nextInt(20, 70));
    }
    return List.copyOf(absences);
  }
}
