package com.upcoach.statistics;

import com.upcoach.graph.Arguments;
import com.upcoach.graph.GraphContext;
import com.upcoach.graph.GraphFeature;
import com.upcoach.graph.GraphFields;
import com.upcoach.graph.Loader;
import com.upcoach.graph.Loaders;
import com.upcoach.habit.HabitView;
import com.upcoach.habit.StreakJson;
import com.upcoach.json.Responses;
import com.upcoach.outcome.Outcome;
import com.upcoach.problem.InvalidRequest;
import com.upcoach.streak.DayExplained;
import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// GraphQL fields of statistics and explained streaks.
@Singleton
final class StatisticsGraph implements GraphFeature {

  private final HabitStatistics statistics;
  private final Responses responses;

  StatisticsGraph(HabitStatistics statistics, Responses responses) {
    this.statistics = statistics;
    this.responses = responses;
  }

  @Override
  public void describe(GraphFields graph) {
    Loader<HabitStatistics.StatisticsRequest, Outcome<Statistics>> adding =
        graph.loader("statistics", statistics::statistics);
    Loader<HabitStatistics.ExplainRequest, Outcome<HabitStatistics.Explained>> explaining =
        graph.loader("explained", statistics::streaks);
    graph
        .<HabitView>type("Habit")
        .loaded(
            "statistics",
            (habit, arguments, context, loaders) ->
                habit.isOwn(context)
                    ? loaders.load(adding, of(habit, context)).thenApply(this::value)
                    : CompletableFuture.completedFuture(null))
        .loaded(
            "explained",
            (habit, arguments, context, loaders) ->
                explained(explaining, habit, arguments, context, loaders));
    rates(graph);
    graph
        .<Statistics>type("Statistics")
        .value("asOf", Statistics::asOf)
        .value("rates", all -> List.copyOf(all.rates().entrySet()))
        .value("weekdays", all -> List.copyOf(all.weekdays().entrySet()))
        .value("calendar", Statistics::calendar)
        .value("totals", Statistics::totals);
    graph
        .<Statistics.Cell>type("CalendarDay")
        .value("day", Statistics.Cell::day)
        .value("state", Statistics.Cell::state)
        .value("amount", Statistics.Cell::amount);
    graph
        .<Statistics.Totals>type("Totals")
        .value("checkIns", Statistics.Totals::checkIns)
        .value("held", Statistics.Totals::held)
        .value("missed", Statistics.Totals::missed)
        .value("skipped", Statistics.Totals::skipped)
        .value("amount", Statistics.Totals::amount);
    graph
        .<HabitStatistics.Explained>type("Explained")
        .value("days", HabitStatistics.Explained::days)
        .value("runs", HabitStatistics.Explained::runs);
    graph
        .<DayExplained>type("ExplainedDay")
        .value("day", DayExplained::day)
        .value("state", DayExplained::state)
        .value("rule", DayExplained::rule)
        .value("why", day -> day.rule().sentence());
  }

  private static void rates(GraphFields graph) {
    graph
        .<Map.Entry<Integer, Statistics.Rate>>type("StretchRate")
        .value("days", Map.Entry::getKey)
        .value("rate", Map.Entry::getValue);
    graph
        .<Map.Entry<DayOfWeek, Statistics.Rate>>type("WeekdayRate")
        .value("weekday", Map.Entry::getKey)
        .value("rate", Map.Entry::getValue);
    graph
        .<Statistics.Rate>type("Rate")
        .value("held", Statistics.Rate::held)
        .value("missed", Statistics.Rate::missed)
        .value("share", rate -> StreakJson.share(rate.share()));
  }

  private CompletionStage<?> explained(
      Loader<HabitStatistics.ExplainRequest, Outcome<HabitStatistics.Explained>> explaining,
      HabitView habit,
      Arguments arguments,
      GraphContext context,
      Loaders loaders) {
    if (!habit.isOwn(context)) {
      return CompletableFuture.completedFuture(null);
    }
    HabitStatistics.ExplainRequest request =
        new HabitStatistics.ExplainRequest(
            of(habit, context), true, arguments.date("from"), arguments.date("to"));
    return loaders.load(explaining, request).thenApply(this::value);
  }

  private static HabitStatistics.StatisticsRequest of(HabitView habit, GraphContext context) {
    return new HabitStatistics.StatisticsRequest(habit.memberId(), habit.id(), context.now());
  }

  /// A habit removed during the request resolves to null.
  private Object value(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Done<?>(Object value) -> value;
      case Outcome.Refused<?>(StatisticsRefusal.UnknownHabit removed) -> null;
      case Outcome.Refused<?>(var refusal) -> throw new InvalidRequest(responses.problem(refusal));
    };
  }
}
