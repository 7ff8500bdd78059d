package com.upcoach.book;

import com.upcoach.streak.Points;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.UUID;

/// What a member's standings gain or lose between two states of its book.
record PointsChange(Side before, Side after) {

    /// One of the two states.
    record Side(Map<UUID, Book.Page> pages, List<Pause> pauses, DayOfWeek firstWeekday) {

        SortedMap<LocalDate, Integer> weeksOf(UUID habitId) {
            Book.Page page = pages.get(habitId);
            return page == null
                    ? java.util.Collections.emptySortedMap()
                    : Points.allWeeks(
                            page.habit().rules(firstWeekday),
                            page.ledger(),
                            Book.pausesOf(pauses, habitId));
        }

        int ofMember(LocalDate monday) {
            return Points.ofMember(
                    pages.values().stream()
                            .map(
                                    page ->
                                            Points.ofWeek(
                                                    page.habit().rules(firstWeekday),
                                                    page.ledger(),
                                                    Book.pausesOf(pauses, page.habit().id()),
                                                    monday))
                            .toList());
        }
    }

    /// The difference by standing; standings that do not change are left out.
    ///
    /// @param touched the habits that may differ between the two sides
    Map<Standing, Integer> of(Set<UUID> touched) {
        Set<LocalDate> weeks = new TreeSet<>();
        for (UUID habitId : touched) {
            SortedMap<LocalDate, Integer> was = before.weeksOf(habitId);
            SortedMap<LocalDate, Integer> is = after.weeksOf(habitId);
            is.forEach(
                    (monday, points) -> {
                        if (!points.equals(was.getOrDefault(monday, 0))) {
                            weeks.add(monday);
                        }
                    });
            was.keySet().stream().filter(monday -> !is.containsKey(monday)).forEach(weeks::add);
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
}
