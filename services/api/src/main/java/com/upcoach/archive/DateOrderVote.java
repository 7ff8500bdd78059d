package com.upcoach.archive;

import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Detects the order of day and month from all dates of a file.
///
/// A date counts for each order in which it is valid. The order that fits the most dates wins, and
/// a date that does not fit it is refused as a line. The whole file is refused where two orders tie
/// and would give different days: a guess would record days on which nothing was done.
final class DateOrderVote {

  private final LocalDate latest;
  private final Map<Set<DateOrder>, Counted> dates = new LinkedHashMap<>();
  private boolean dotted = true;

  /// Dates that are valid in the same set of orders.
  ///
  /// @param ambiguous whether one of them means a different day in another of these orders
  /// @param example one of them, preferably an ambiguous one
  private record Counted(long count, boolean ambiguous, Example example) {

    Counted and(Counted other) {
      return new Counted(
          count + other.count,
          ambiguous || other.ambiguous,
          ambiguous || !other.ambiguous ? example : other.example);
    }
  }

  private record Example(String where, String text) {}

  /// @param today the member's current day
  DateOrderVote(LocalDate today) {
    // Somewhere on earth the next day has already begun.
    this.latest = today.isBefore(LocalDate.MAX) ? today.plusDays(1) : today;
  }

  /// Counts a date; a text that is no date is ignored.
  void count(String where, String text) {
    Optional<DateText> date = DateText.of(text).filter(found -> !found.beginsWithYear());
    if (date.isEmpty()) {
      return;
    }
    Set<LocalDate> days = new HashSet<>();
    Set<DateOrder> orders = EnumSet.noneOf(DateOrder.class);
    for (DateOrder order : DateOrder.values()) {
      Optional<LocalDate> day = date.get().day(order, latest);
      day.ifPresent(days::add);
      day.ifPresent(found -> orders.add(order));
    }
    dotted &= date.get().separator() == '.' && !date.get().spaced();
    if (!orders.isEmpty()) {
      dates.merge(orders, new Counted(1, days.size() > 1, new Example(where, text)), Counted::and);
    }
  }

  /// Creates the reader for the dates of the file.
  ///
  /// @param named the order that the member has chosen, if any
  /// @throws FileRefusedException where the dates do not determine their order
  DayReader reader(Optional<DateOrder> named) throws FileRefusedException {
    if (named.isPresent()) {
      return new DayReader(named.get(), latest, 0);
    }
    Map<DateOrder, Long> allowed = new EnumMap<>(DateOrder.class);
    dates.forEach(
        (orders, counted) ->
            orders.forEach(order -> allowed.merge(order, counted.count(), Long::sum)));
    if (allowed.isEmpty()) {
      return new DayReader(DateOrder.YEAR_MONTH_DAY, latest, 0);
    }
    long most = Collections.max(allowed.values());
    Set<DateOrder> best = EnumSet.copyOf(allowed.keySet());
    best.removeIf(order -> allowed.get(order) < most);
    Optional<Example> undecided = undecided(best);
    if (undecided.isEmpty()) {
      return new DayReader(best.iterator().next(), latest, most);
    }
    if (dotted && best.contains(DateOrder.DAY_MONTH_YEAR)) {
      // Dates with dots between the numbers never begin with the month.
      return new DayReader(DateOrder.DAY_MONTH_YEAR, latest, most);
    }
    throw new FileRefusedException(
        new FileRefusal.AmbiguousDates(undecided.get().where(), undecided.get().text()));
  }

  /// Finds a date on which these orders disagree: a different day in each, or valid in only some.
  private Optional<Example> undecided(Set<DateOrder> best) {
    if (best.size() == 1) {
      return Optional.empty();
    }
    return dates.entrySet().stream()
        .filter(entry -> entry.getKey().stream().anyMatch(best::contains))
        .filter(entry -> entry.getValue().ambiguous() || !entry.getKey().containsAll(best))
        .sorted(Comparator.comparing(entry -> entry.getValue().ambiguous() ? 0 : 1))
        .map(entry -> entry.getValue().example())
        .findFirst();
  }
}
