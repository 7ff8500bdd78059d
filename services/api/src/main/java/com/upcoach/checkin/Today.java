package com.upcoach.checkin;

import com.upcoach.access.Caller;
import com.upcoach.book.Book;
import com.upcoach.book.LatestCheckIn;
import com.upcoach.habit.HabitWithStreaks;
import com.upcoach.streak.DayExplained;
import com.upcoach.streak.Mark;
import com.upcoach.streak.Pauses;
import com.upcoach.streak.Streaks;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The member's current day: habits with their states and streaks.
@ApplicationScoped
public class Today {

  private final TodayStore store;
  private final CheckInStore checkIns;
  private final Clock clock;

  public Today(TodayStore store, CheckInStore checkIns, Clock clock) {
    this.store = store;
    this.checkIns = checkIns;
    this.clock = clock;
  }

  /// One habit on the day.
  ///
  /// @param habit the habit with its streaks as of the day
  /// @param amount recorded that day; null where nothing is
  /// @param note of that day; null for none
  public record Entry(HabitWithStreaks habit, DayExplained state, Double amount, String note) {}

  /// The day and its habits, oldest habit first.
  public record View(LocalDate day, String zone, List<Entry> entries) {}

  /// Reads the current day in the caller's time zone.
  public Uni<View> of(Caller caller) {
    return of(caller, clock.instant());
  }

  /// Reads the day that `now` falls on in the caller's time zone.
  public Uni<View> of(Caller caller, Instant now) {
    LocalDate today = caller.dayAt(now);
    return store
        .read(caller.memberId(), today)
        .flatMap(
            day ->
                recorded(caller.memberId(), today, day.habits())
                    .map(recorded -> view(caller, today, day, recorded)));
  }

  private static View view(
      Caller caller, LocalDate today, TodayStore.Day day, Map<UUID, LatestCheckIn> recorded) {
    return new View(
        today,
        caller.memberClock().zone().getId(),
        day.habits().stream()
            .map(habit -> entry(caller, today, day, habit, recorded.get(habit.habit().id())))
            .toList());
  }

  /// Reads today's check-ins, by habit. The summary's row holds the newest check-in, which is
  /// normally today's. Otherwise the check-in is read from its table: where a later day was
  /// recorded (the member crossed the date line westwards) or the newest day was deleted.
  private Uni<Map<UUID, LatestCheckIn>> recorded(
      UUID memberId, LocalDate today, List<TodayStore.HabitRow> habits) {
    Map<UUID, LatestCheckIn> recorded = new HashMap<>();
    List<CheckInStore.Key> toRead = new ArrayList<>(0);
    for (TodayStore.HabitRow habit : habits) {
      UUID habitId = habit.habit().id();
      if (habit.ledger().mark(today).equals(Mark.NONE)) {
        continue;
      }
      habit
          .latest()
          .filter(latest -> latest.day().equals(today))
          .ifPresentOrElse(
              latest -> recorded.put(habitId, latest),
              () -> toRead.add(new CheckInStore.Key(memberId, habitId, today)));
    }
    if (toRead.isEmpty()) {
      return Uni.createFrom().item(recorded);
    }
    return checkIns
        .find(toRead)
        .map(
            found -> {
              found.stream()
                  .flatMap(Optional::stream)
                  .forEach(checkIn -> recorded.put(checkIn.habitId(), LatestCheckIn.of(checkIn)));
              return recorded;
            });
  }

  private static Entry entry(
      Caller caller,
      LocalDate today,
      TodayStore.Day day,
      TodayStore.HabitRow habit,
      LatestCheckIn recorded) {
    Pauses pauses = Book.pausesOf(day.pauses(), habit.habit().id());
    DayOfWeek firstWeekday = caller.firstWeekday();
    ZoneId zone = caller.memberClock().zone();
    HabitWithStreaks stored =
        new HabitWithStreaks(habit.habit(), habit.summary(), habit.ledger(), pauses);
    return new Entry(
        new HabitWithStreaks(
            habit.habit(), stored.on(today, firstWeekday, zone), habit.ledger(), pauses),
        Streaks.explain(
                habit.habit().rules(firstWeekday, zone),
                habit.ledger(),
                pauses,
                today,
                today,
                today)
            .getFirst(),
        recorded == null ? null : recorded.amount(),
        recorded == null ? null : recorded.note());
  }
}
