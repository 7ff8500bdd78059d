package com.upcoach.book;

import com.upcoach.streak.Ledger;
import com.upcoach.streak.Mark;
import com.upcoach.streak.MemberClock;
import com.upcoach.streak.Pauses;
import com.upcoach.streak.Points;
import com.upcoach.streak.Rules;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// All data that decides a member's streaks and points, at one revision.
///
/// @param revision of the latest change that this book includes; the optimistic lock of its writes
/// @param pages by habit id, oldest habit first
public record Book(
    UUID memberId,
    long revision,
    MemberClock memberClock,
    DayOfWeek firstWeekday,
    Map<UUID, Page> pages,
    List<Pause> pauses) {

  /// One habit with its ledger.
  ///
  /// @param latest the check-in of the newest recorded day, if it is known
  public record Page(Habit habit, Ledger ledger, Optional<LatestCheckIn> latest) {

    /// A page whose newest check-in is unknown.
    public Page(Habit habit, Ledger ledger) {
      this(habit, ledger, Optional.empty());
    }

    Page marked(LocalDate day, Mark mark) {
      return new Page(habit, ledger.with(day, mark), latest);
    }

    /// This page after the check-in is recorded, which may be the newest.
    Page holding(CheckIn checkIn) {
      boolean newest =
          latest.isEmpty()
              ? ledger.last().filter(checkIn.day()::isBefore).isEmpty()
              : !checkIn.day().isBefore(latest.get().day());
      return newest ? new Page(habit, ledger, Optional.of(LatestCheckIn.of(checkIn))) : this;
    }

    /// This page after the day's check-in is undone, which may have been the newest.
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

  /// The member's points in each period with any, computed from the ledgers.
  ///
  /// The table `standing` always holds the same points: each write adds its [PointsChange] there.
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

  /// The rules that decide the states of a habit's days.
  public Rules rulesOf(Habit habit) {
    return habit.rules(firstWeekday, memberClock.zone());
  }

  /// The pauses of a list that cover a habit.
  public static Pauses pausesOf(List<Pause> pauses, UUID habitId) {
    if (pauses.isEmpty()) {
      return Pauses.EMPTY;
    }
    return Pauses.of(
        pauses.stream().filter(pause -> pause.covers(habitId)).map(Pause::range).toList());
  }
}
