package com.upcoach.archive;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
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
    private final Map<DateOrder, Long> allowed = new EnumMap<>(DateOrder.class);
    private boolean dotted = true;
    private Optional<Example> example = Optional.empty();

    /// A date that is a different day in different orders.
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
        for (DateOrder order : DateOrder.values()) {
            Optional<LocalDate> day = date.get().day(order, latest);
            day.ifPresent(days::add);
            allowed.merge(order, day.isPresent() ? 1L : 0L, Long::sum);
        }
        dotted &= date.get().separator() == '.' && !date.get().spaced();
        if (days.size() > 1 && example.isEmpty()) {
            example = Optional.of(new Example(where, text));
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
        long most = allowed.values().stream().mapToLong(Long::longValue).max().orElse(0);
        if (most == 0) {
            return new DayReader(DateOrder.YEAR_MONTH_DAY, latest, 0);
        }
        Set<DateOrder> best = EnumSet.noneOf(DateOrder.class);
        allowed.forEach(
                (order, count) -> {
                    if (count == most) {
                        best.add(order);
                    }
                });
        if (best.size() == 1 || example.isEmpty()) {
            return new DayReader(best.iterator().next(), latest, most);
        }
        if (dotted && best.contains(DateOrder.DAY_MONTH_YEAR)) {
            // Dates with dots between the numbers never begin with the month.
            return new DayReader(DateOrder.DAY_MONTH_YEAR, latest, most);
        }
        throw new RefusedWhole(
                new FileRefusal.AmbiguousDates(example.get().where(), example.get().text()));
    }
}
