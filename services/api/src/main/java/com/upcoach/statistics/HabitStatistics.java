package com.upcoach.statistics;

import com.upcoach.book.Book;
import com.upcoach.book.Books;
import com.upcoach.book.CheckIn;
import com.upcoach.book.Habit;
import com.upcoach.book.MemberGoneException;
import com.upcoach.book.RecordedDays;
import com.upcoach.outcome.Outcome;
import com.upcoach.outcome.Refusal;
import com.upcoach.streak.Amounts;
import com.upcoach.streak.DayExplained;
import com.upcoach.streak.DayState;
import com.upcoach.streak.Pauses;
import com.upcoach.streak.Rules;
import com.upcoach.streak.Run;
import com.upcoach.streak.Streaks;
import com.upcoach.streak.Summary;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Use cases of statistics and explained streaks.
@ApplicationScoped
public class HabitStatistics {

  /// Maximum number of explained days in one response: ten years.
  static final int MAX_EXPLAINED_DAYS = 3_660;

  /// Lengths of the periods that rates are computed for, in days.
  static final List<Integer> PERIODS = List.of(7, 30, 90, 365);

  private static final int CALENDAR_DAYS = 365;
  private static final int DEFAULT_EXPLAINED_DAYS = 92;

  private final Books books;
  private final Clock clock;

  public HabitStatistics(Books books, Clock clock) {
    this.books = books;
    this.clock = clock;
  }

  /// A habit's streaks.
  ///
  /// @param runs every run in the habit's history, oldest first
  /// @param days empty unless an explanation was requested
  public record Explained(Summary summary, List<Run> runs, List<DayExplained> days) {}

  /// A habit with everything that decides its days.
  private record View(Habit habit, Rules rules, Book.Page page, Pauses pauses, LocalDate today) {

    static Optional<View> of(Book book, StatisticsRequest of) {
      return book.page(of.habitId())
          .map(
              page ->
                  new View(
                      page.habit(),
                      book.rulesOf(page.habit()),
                      page,
                      book.pausesOf(of.habitId()),
                      book.memberClock().dayOf(of.now())));
    }

    /// The first and last recorded day; empty where nothing is recorded.
    Optional<RecordedDays> recorded(UUID memberId) {
      return page.ledger()
          .first()
          .map(
              first ->
                  new RecordedDays(
                      memberId, habit.id(), first, page.ledger().last().orElseThrow()));
    }

    Summary summary() {
      return Streaks.summarise(rules, page.ledger(), pauses, today);
    }

    List<DayExplained> explain(LocalDate from, LocalDate to) {
      return to.isBefore(from)
          ? List.of()
          : Streaks.explain(rules, page.ledger(), pauses, today, from, to);
    }
  }

  /// A habit and the time as of which its statistics are computed.
  ///
  /// @param ofAmounts whether amounts and check-ins are counted
  public record StatisticsRequest(UUID memberId, UUID habitId, Instant now, boolean ofAmounts) {

    /// Includes amounts and check-ins.
    public StatisticsRequest(UUID memberId, UUID habitId, Instant now) {
      this(memberId, habitId, now, true);
    }
  }

  /// The days of a habit to explain.
  ///
  /// @param days whether to explain days; if not, only the streaks are returned
  /// @param from if empty, about three months before `to`, or the habit's first day
  /// @param to if empty, today
  public record ExplainRequest(
      StatisticsRequest of, boolean days, Optional<LocalDate> from, Optional<LocalDate> to) {}

  /// Computes the streaks, and with `explain` the state of each day and the rule that decided it.
  ///
  /// @param from as in [ExplainRequest]
  /// @param to as in [ExplainRequest]
  public Uni<Outcome<Explained>> streak(
      UUID memberId,
      UUID habitId,
      boolean explain,
      Optional<LocalDate> from,
      Optional<LocalDate> to) {
    StatisticsRequest of = new StatisticsRequest(memberId, habitId, clock.instant());
    return streaks(List.of(new ExplainRequest(of, explain, from, to))).map(List::getFirst);
  }

  /// Computes the streaks of many habits, in their order.
  Uni<List<Outcome<Explained>>> streaks(List<ExplainRequest> all) {
    return views(all.stream().map(ExplainRequest::of).toList())
        .map(
            views ->
                all.stream().map(request -> explained(views.get(request.of()), request)).toList());
  }

  private static Outcome<Explained> explained(Optional<View> view, ExplainRequest request) {
    return view.map(present -> explained(present, request.days(), request.from(), request.to()))
        .orElseGet(
            () -> Outcome.refused(new StatisticsRefusal.UnknownHabit(request.of().habitId())));
  }

  private static Outcome<Explained> explained(
      View view, boolean explain, Optional<LocalDate> from, Optional<LocalDate> to) {
    LocalDate last = to.filter(day -> day.isBefore(view.today())).orElse(view.today());
    LocalDate first = from.orElseGet(() -> defaultFirst(view.habit(), last));
    Optional<Refusal> problem = rangeProblem(first, to.orElse(last));
    if (problem.isPresent()) {
      return Outcome.refused(problem.get());
    }
    return Outcome.done(
        new Explained(
            view.summary(),
            Streaks.runs(view.rules(), view.page().ledger(), view.pauses(), view.today()),
            explain ? view.explain(first, last) : List.of()));
  }

  /// Days before the habit's first day are left out unless they are requested.
  private static LocalDate defaultFirst(Habit habit, LocalDate last) {
    LocalDate first = last.minusDays(DEFAULT_EXPLAINED_DAYS - 1L);
    LocalDate started = habit.start().isAfter(last) ? last : habit.start();
    return started.isAfter(first) ? started : first;
  }

  private static Optional<Refusal> rangeProblem(LocalDate from, LocalDate to) {
    if (to.isBefore(from)) {
      return Optional.of(new StatisticsRefusal.RangeReversed(from, to));
    }
    return ChronoUnit.DAYS.between(from, to) >= MAX_EXPLAINED_DAYS
        ? Optional.of(new StatisticsRefusal.RangeTooLong(MAX_EXPLAINED_DAYS))
        : Optional.empty();
  }

  /// Computes the statistics of a habit as of today.
  ///
  /// @param ofAmounts whether amounts and check-ins are counted; otherwise they are 0 and not read
  public Uni<Outcome<Statistics>> statistics(UUID memberId, UUID habitId, boolean ofAmounts) {
    return statistics(List.of(new StatisticsRequest(memberId, habitId, clock.instant(), ofAmounts)))
        .map(List::getFirst);
  }

  /// Computes the statistics of many habits, in their order.
  Uni<List<Outcome<Statistics>>> statistics(List<StatisticsRequest> all) {
    return views(all).flatMap(views -> statistics(all, views));
  }

  private Uni<List<Outcome<Statistics>>> statistics(
      List<StatisticsRequest> all, Map<StatisticsRequest, Optional<View>> views) {
    return histories(views)
        .map(histories -> all.stream().map(of -> statistics(of, views, histories)).toList());
  }

  private static Outcome<Statistics> statistics(
      StatisticsRequest of,
      Map<StatisticsRequest, Optional<View>> views,
      Map<StatisticsRequest, List<CheckIn>> histories) {
    return Outcome.of(views.get(of), new StatisticsRefusal.UnknownHabit(of.habitId()))
        .map(view -> statistics(view, histories.getOrDefault(of, List.of())));
  }

  /// Reads check-ins only for the days that the ledger marks, because the table is partitioned by
  /// month.
  private Uni<Map<StatisticsRequest, List<CheckIn>>> histories(
      Map<StatisticsRequest, Optional<View>> views) {
    List<StatisticsRequest> request = new ArrayList<>(views.size());
    List<RecordedDays> days = new ArrayList<>(views.size());
    views.forEach(
        (of, view) ->
            view.filter(present -> of.ofAmounts())
                .flatMap(present -> present.recorded(of.memberId()))
                .ifPresent(
                    range -> {
                      request.add(of);
                      days.add(range);
                    }));
    if (days.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return books
        .histories(days)
        .map(
            read -> {
              Map<StatisticsRequest, List<CheckIn>> byHabit = new HashMap<>();
              for (int place = 0; place < request.size(); place++) {
                byHabit.put(request.get(place), read.get(place));
              }
              return byHabit;
            });
  }

  /// One book per member serves all of its habits.
  private Uni<Map<StatisticsRequest, Optional<View>>> views(List<StatisticsRequest> all) {
    List<UUID> members = all.stream().map(StatisticsRequest::memberId).distinct().toList();
    return books.read(members).map(read -> views(all, read));
  }

  private static Map<StatisticsRequest, Optional<View>> views(
      List<StatisticsRequest> all, List<Optional<Book>> read) {
    Map<UUID, Book> byMember = new HashMap<>();
    for (Optional<Book> found : read) {
      Book book = found.orElseThrow(MemberGoneException::new);
      byMember.put(book.memberId(), book);
    }
    Map<StatisticsRequest, Optional<View>> views = new HashMap<>();
    all.forEach(of -> views.put(of, View.of(byMember.get(of.memberId()), of)));
    return views;
  }

  private static Statistics statistics(View view, List<CheckIn> history) {
    LocalDate today = view.today();
    LocalDate start = view.habit().start();
    List<DayExplained> days = view.explain(start, today);
    LocalDate yearAgo = today.minusDays(CALENDAR_DAYS - 1L);
    List<DayExplained> lastYear =
        days.stream().filter(day -> !day.day().isBefore(yearAgo)).toList();
    return new Statistics(
        today,
        rates(days, today),
        weekdays(lastYear),
        calendar(lastYear, history),
        totals(days, history),
        view.summary());
  }

  private static Map<Integer, Statistics.Rate> rates(List<DayExplained> days, LocalDate today) {
    Map<Integer, Statistics.Rate> rates = new TreeMap<>();
    for (int period : PERIODS) {
      LocalDate from = today.minusDays(period - 1L);
      rates.put(period, rate(days.stream().filter(day -> !day.day().isBefore(from)).toList()));
    }
    return rates;
  }

  private static Map<DayOfWeek, Statistics.Rate> weekdays(List<DayExplained> days) {
    Map<DayOfWeek, Statistics.Rate> weekdays = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek weekday : DayOfWeek.values()) {
      weekdays.put(
          weekday, rate(days.stream().filter(day -> day.day().getDayOfWeek() == weekday).toList()));
    }
    return weekdays;
  }

  private static Statistics.Rate rate(List<DayExplained> days) {
    Statistics.Rate rate = new Statistics.Rate(0, 0);
    for (DayExplained day : days) {
      rate = rate.plus(day.state());
    }
    return rate;
  }

  private static List<Statistics.Cell> calendar(List<DayExplained> days, List<CheckIn> history) {
    Map<LocalDate, Double> amounts = new HashMap<>();
    history.forEach(checkIn -> amounts.put(checkIn.day(), checkIn.amount()));
    return days.stream()
        .map(
            day ->
                new Statistics.Cell(day.day(), day.state(), amounts.getOrDefault(day.day(), 0.0)))
        .toList();
  }

  private static Statistics.Totals totals(List<DayExplained> days, List<CheckIn> history) {
    Statistics.Rate all = rate(days);
    int skipped = (int) days.stream().filter(day -> day.state() == DayState.SKIPPED).count();
    double amount = Amounts.sum(history.stream().map(CheckIn::amount).toList());
    int recorded = (int) history.stream().filter(checkIn -> !checkIn.noteAlone()).count();
    return new Statistics.Totals(recorded, all.held(), all.missed(), skipped, amount);
  }
}
