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

/// Tells the order of day and month from all dates of a file.
///
/// A date counts for each order in which it is a day. The order that the most dates allow wins; a
/// date that contradicts it is refused as a line. Where two orders are level and would give
/// different days, the file is refused whole: a guess would put days where nobody did anything.
final class DateOrderVote {

  private final LocalDate latest;
  private final Map<Set<DateOrder>, Counted> dates = new LinkedHashMap<>();
  private boolean dotted = true;

  /// The dates that are days in the same orders.
  ///
  /// @param ambiguous whether one of them is a different day in another of these orders
  /// @param example one of them, an ambiguous one where there is one
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
    // Somewhere on earth the next day has begun.
    this.latest = today.isBefore(LocalDate.MAX) ? today.plusDays(1) : today;
  }

  /// Counts a date; a text that is none counts for nothing.
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

  /// The reader for the dates of the file.
  ///
  /// @param named the order that the member has named, if any
  /// @throws RefusedWhole where the dates do not tell their order
  DayReader reader(Optional<DateOrder> named) throws RefusedWhole {
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
    throw new RefusedWhole(
        new FileRefusal.AmbiguousDates(undecided.get().where(), undecided.get().text()));
  }

  /// A date that these orders disagree about: another day in each, or a day in some alone.
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
