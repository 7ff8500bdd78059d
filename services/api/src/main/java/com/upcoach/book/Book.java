package com.upcoach.book;

import com.upcoach.streak.Ledger;
import com.upcoach.streak.Mark;
import com.upcoach.streak.Pauses;
import com.upcoach.streak.Points;
import com.upcoach.streak.Rules;
import com.upcoach.streak.WallClock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// All that decides a member's streaks and points, as it stood at one revision.
///
/// @param revision of the latest change that this book includes
/// @param pages by habit id, oldest habit first
public record Book(
    UUID memberId,
    long revision,
    WallClock wall,
    DayOfWeek firstWeekday,
    Map<UUID, Page> pages,
    List<Pause> pauses) {

  /// One habit and what was recorded for it.
  ///
  /// @param latest what the newest recorded day holds, as far as it is known
  public record Page(Habit habit, Ledger ledger, Optional<LatestCheckIn> latest) {

    /// A page of which it is not known what the newest day holds.
    public Page(Habit habit, Ledger ledger) {
      this(habit, ledger, Optional.empty());
    }

    Page marked(LocalDate day, Mark mark) {
      return new Page(habit, ledger.with(day, mark), latest);
    }

    /// What the newest day holds once this is recorded too.
    Page holding(CheckIn checkIn) {
      boolean newest =
          latest.isEmpty()
              ? ledger.last().filter(checkIn.day()::isBefore).isEmpty()
              : !checkIn.day().isBefore(latest.get().day());
      return newest ? new Page(habit, ledger, Optional.of(LatestCheckIn.of(checkIn))) : this;
    }

    /// What the newest day holds once this day is taken back: it may have been the newest.
    Page without(LocalDate day) {
      return new Page(habit, ledger, latest.filter(held -> !held.day().equals(day)));
    }
  }

  public Optional<Page> page(UUID habitId) {
    return Optional.ofNullable(pages.get(habitId));
  }

  /// The pauses that cover a habit.
  public Pauses pausesOf(UUID habitId) {
    return pausesOf(pauses, habitId);
  }

  /// The member's points in each period that it has any in, counted anew from the ledgers.
  ///
  /// What is kept in the table `standing` is always equal to it: there [PointsChange] is added
  /// with each write.
  public Map<Standing, Integer> standings() {
    Map<LocalDate, List<Integer>> weeks = new HashMap<>();
    for (Page page : pages.values()) {
      Pauses covering = pausesOf(page.habit().id());
      Points.allWeeks(rulesOf(page.habit()), page.ledger(), covering)
          .forEach(
              (monday, points) ->
                  weeks.computeIfAbsent(monday, _ -> new ArrayList<>()).add(points));
    }
    Map<Standing, Integer> standings = new HashMap<>();
    weeks.forEach(
        (monday, points) -> {
          for (Standing standing : Standing.ofWeek(monday)) {
            standings.merge(standing, Points.ofMember(points), Integer::sum);
          }
        });
    return standings;
  }

  /// What decides the states of a habit's days.
  public Rules rulesOf(Habit habit) {
    return habit.rules(firstWeekday, wall.zone());
  }

  /// Those of the pauses that cover a habit.
  public static Pauses pausesOf(List<Pause> pauses, UUID habitId) {
    if (pauses.isEmpty()) {
      return Pauses.EMPTY;
    }
    return Pauses.of(
        pauses.stream().filter(pause -> pause.covers(habitId)).map(Pause::range).toList());
  }
}
