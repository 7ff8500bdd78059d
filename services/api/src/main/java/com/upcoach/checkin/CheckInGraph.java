package com.upcoach.checkin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upcoach.book.CheckIn;
import com.upcoach.graph.Arguments;
import com.upcoach.graph.Connection;
import com.upcoach.graph.GlobalId;
import com.upcoach.graph.GraphContext;
import com.upcoach.graph.GraphFeature;
import com.upcoach.graph.GraphFields;
import com.upcoach.graph.Loader;
import com.upcoach.graph.Loaders;
import com.upcoach.graph.PageArguments;
import com.upcoach.habit.HabitView;
import com.upcoach.habit.HabitViews;
import com.upcoach.input.JsonInput;
import com.upcoach.json.Responses;
import com.upcoach.outcome.Outcome;
import com.upcoach.paging.Cursor;
import com.upcoach.paging.ListFingerprint;
import com.upcoach.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// GraphQL queries and mutations of check-ins and of offline devices' operations.
@Singleton
final class CheckInGraph implements GraphFeature {

  private static final List<String> PROBLEMS =
      List.of("DayInFuture", "DayBeforeStart", "DayAfterEnd", "DayNotInZone");

  private final CheckIns checkIns;
  private final OfflineOperations offline;
  private final OperationResults results;
  private final CheckInStore store;
  private final HabitViews habits;
  private final Responses responses;

  CheckInGraph(
      CheckIns checkIns,
      OfflineOperations offline,
      OperationResults results,
      CheckInStore store,
      HabitViews habits,
      Responses responses) {
    this.checkIns = checkIns;
    this.offline = offline;
    this.results = results;
    this.store = store;
    this.habits = habits;
    this.responses = responses;
  }

  /// A day whose check-in was deleted.
  private record Undone(UUID habitId, LocalDate day) {}

  @Override
  public void describe(GraphFields graph) {
    PROBLEMS.forEach(graph::problem);
    Loader<CheckInStore.PageKey, Optional<List<CheckIn>>> pages =
        graph.loader("checkIns", keys -> store.pages(keys, true));
    Loader<CheckInStore.Key, Optional<CheckIn>> days = graph.loader("checkIn", store::find);
    graph
        .<HabitView>type("Habit")
        .loaded(
            "checkIns",
            (habit, arguments, context, loaders) -> page(pages, habit, arguments, context, loaders))
        .loaded(
            "checkIn",
            (habit, arguments, context, loaders) ->
                habit.isOwn(context)
                    ? loaders.load(
                        days,
                        new CheckInStore.Key(
                            habit.memberId(), habit.id(), arguments.date("day").orElseThrow()))
                    : CompletableFuture.completedFuture(null));
    graph.connection("CheckInConnection");
    Loader<HabitViews.Key, Optional<HabitView>> ofCheckIns =
        graph.loader("habitsOfCheckIns", habits::find);
    graph
        .type("CheckIn", CheckIn.class)
        .value("habitId", (checkIn, context) -> habitId(context, checkIn.habitId()))
        .value("day", CheckIn::day)
        .value("amount", CheckIn::amount)
        .value("note", CheckIn::note)
        .value("skipped", CheckIn::skipped)
        .value("at", CheckIn::at)
        .value("zone", CheckIn::zone)
        .loaded(
            "habit",
            (checkIn, arguments, context, loaders) ->
                loaders.load(ofCheckIns, new HabitViews.Key(context.caller(), checkIn.habitId())));
    graph
        .type("Undone", Undone.class)
        .value("habitId", (undone, context) -> habitId(context, undone.habitId()))
        .value("day", Undone::day)
        .loaded(
            "habit",
            (undone, arguments, context, loaders) ->
                loaders.load(ofCheckIns, new HabitViews.Key(context.caller(), undone.habitId())));
    graph
        .<OperationResults.Result>type("OperationResult")
        .value("id", OperationResults.Result::id)
        .value("superseded", OperationResults.Result::superseded)
        .value("problem", OperationResults.Result::problem);
    graph
        .<OperationResults.Superseded>type("Superseded")
        .value("checkIn", OperationResults.Superseded::read);
    graph
        .<Problem.Json>type("OperationProblem")
        .value("code", Problem.Json::word)
        .value("detail", Problem.Json::detail)
        .value("fields", Problem.Json::errors);
    graph
        .mutation()
        .change("checkIn", responses, this::put)
        .change("undoCheckIn", responses, this::undo)
        .change("applyOperations", responses, this::applyOperations);
  }

  private static CompletionStage<?> page(
      Loader<CheckInStore.PageKey, Optional<List<CheckIn>>> pages,
      HabitView habit,
      Arguments arguments,
      GraphContext context,
      Loaders loaders) {
    PageArguments page = arguments.page();
    Optional<LocalDate> from = arguments.date("from");
    Optional<LocalDate> to = arguments.date("to");
    ListFingerprint list = ListFingerprint.of("check-ins in the graph", habit.id(), from, to);
    Optional<LocalDate> after = page.behind(list).map(Cursor::day);
    if (!habit.isOwn(context)) {
      return CompletableFuture.completedFuture(null);
    }
    CheckInStore.PageKey range =
        CheckInStore.PageKey.of(habit.memberId(), habit.id(), from, to, page.first() + 1);
    return loaders
        .load(pages, after.map(last -> range.behind(last, true)).orElse(range))
        .thenApply(
            found ->
                found
                    .map(rows -> Connection.of(rows, page, row -> CheckIns.place(row).text(list)))
                    .orElseGet(Connection::empty));
  }

  /// Check-ins and deletions are shown to their owner only.
  private static String habitId(GraphContext context, UUID habitId) {
    return GlobalId.text(HabitView.GRAPH_TYPE, context.memberId(), habitId);
  }

  private static UUID ownHabit(Arguments arguments, GraphContext context) {
    return arguments.requiredOwnId("habitId", HabitView.GRAPH_TYPE, context.memberId());
  }

  private Uni<Outcome<CheckIn>> put(Arguments arguments, GraphContext context) {
    JsonInput fields = arguments.fields("input");
    Operation.Recording put =
        OperationFields.recording(
            fields,
            ownHabit(arguments, context),
            arguments.date("day").orElseThrow(),
            Optional.empty());
    fields.done();
    return checkIns.put(context.memberId(), put);
  }

  private Uni<Outcome<Undone>> undo(Arguments arguments, GraphContext context) {
    UUID habitId = ownHabit(arguments, context);
    LocalDate day = arguments.date("day").orElseThrow();
    return checkIns
        .delete(context.memberId(), new Operation.Delete(habitId, day, Optional.empty()))
        .map(outcome -> outcome.map(undone -> new Undone(habitId, undone)));
  }

  private Uni<Outcome<List<OperationResults.Result>>> applyOperations(
      Arguments arguments, GraphContext context) {
    ObjectNode sent = arguments.json();
    sent.path("operations")
        .forEach(checkIn -> Arguments.lowerCaseEnums((ObjectNode) checkIn, "op"));
    List<OfflineOperations.Numbered> operations =
        OperationFields.operations(
            JsonInput.of(sent),
            fields -> Arguments.ownId(fields, "habitId", HabitView.GRAPH_TYPE, context.memberId()));
    return offline
        .applyOperations(context.memberId(), operations, results::text)
        .map(texts -> Outcome.done(texts.stream().map(results::read).toList()));
  }
}
