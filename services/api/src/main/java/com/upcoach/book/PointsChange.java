package com.upcoach.book;

import com.upcoach.streak.Ledger;
import com.upcoach.streak.Pauses;
import com.upcoach.streak.Points;
import com.upcoach.streak.Rules;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.UUID;

/// The difference in a member's standings between two states of its book.
record PointsChange(Side before, Side after) {

  /// One of the two states.
  record Side(Map<UUID, Book.Page> pages, List<Pause> pauses, DayOfWeek firstWeekday, ZoneId zone) {

    /// The data that a habit's points are computed from; empty where this state lacks the habit.
    Optional<Counted> counted(UUID habitId) {
      return Optional.ofNullable(pages.get(habitId))
          .map(
              page ->
                  new Counted(
                      page.habit().rules(firstWeekday, zone),
                      Book.pausesOf(pauses, habitId),
                      page.ledger()));
    }

    int ofMember(LocalDate monday) {
      return Points.ofMember(
          pages.values().stream()
              .map(
                  page ->
                      Points.ofWeek(
                          page.habit().rules(firstWeekday, zone),
                          page.ledger(),
                          Book.pausesOf(pauses, page.habit().id()),
                          monday))
              .toList());
    }
  }

  private record Counted(Rules rules, Pauses pauses, Ledger ledger) {

    boolean differsInLedgerOnly(Counted other) {
      return rules.equals(other.rules) && pauses.equals(other.pauses);
    }

    SortedMap<LocalDate, Integer> weeks() {
      return Points.allWeeks(rules, ledger, pauses);
    }
  }

  /// The difference by standing; standings that do not change are left out.
  ///
  /// @param touched the habits that may differ between the two sides
  Map<Standing, Integer> of(Set<UUID> touched) {
    Set<LocalDate> weeks = new TreeSet<>();
    for (UUID habitId : touched) {
      weeks.addAll(weeksChanged(before.counted(habitId), after.counted(habitId)));
    }
    Map<Standing, Integer> changes = new HashMap<>();
    for (LocalDate monday : weeks) {
      int gain = after.ofMember(monday) - before.ofMember(monday);
      for (Standing standing : Standing.ofWeek(monday)) {
        changes.merge(standing, gain, Integer::sum);
      }
    }
    changes.values().removeIf(gain -> gain == 0);
    return changes;
  }

  /// The Mondays of the weeks in which a habit's points differ. A check-in changes the ledger
  /// alone; then only the weeks that it can affect are compared.
  private static Set<LocalDate> weeksChanged(Optional<Counted> was, Optional<Counted> is) {
    if (was.isPresent() && is.isPresent() && was.get().differsInLedgerOnly(is.get())) {
      Counted habit = is.get();
      return Points.changes(habit.rules(), habit.pauses(), was.get().ledger(), habit.ledger())
          .keySet();
    }
    SortedMap<LocalDate, Integer> earlier = weeks(was);
    SortedMap<LocalDate, Integer> later = weeks(is);
    Set<LocalDate> changed = new TreeSet<>(earlier.keySet());
    changed.addAll(later.keySet());
    changed.removeIf(monday -> Objects.equals(earlier.get(monday), later.get(monday)));
    return changed;
  }

  private static SortedMap<LocalDate, Integer> weeks(Optional<Counted> habit) {
    return habit.map(Counted::weeks).orElseGet(Collections::emptySortedMap);
  }
}
