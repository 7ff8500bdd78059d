package com.upcoach.habit;

import com.upcoach.access.Caller;
import com.upcoach.book.Habit;
import com.upcoach.book.Pause;
import com.upcoach.graph.Arguments;
import com.upcoach.graph.Connection;
import com.upcoach.graph.GlobalId;
import com.upcoach.graph.GraphBasics.Removed;
import com.upcoach.graph.GraphContext;
import com.upcoach.graph.GraphFeature;
import com.upcoach.graph.GraphFields;
import com.upcoach.graph.Loader;
import com.upcoach.graph.Loaders;
import com.upcoach.graph.PageArguments;
import com.upcoach.group.Participant;
import com.upcoach.input.JsonInput;
import com.upcoach.input.UuidV7;
import com.upcoach.json.Responses;
import com.upcoach.outcome.Outcome;
import com.upcoach.paging.Cursor;
import com.upcoach.paging.ListFingerprint;
import com.upcoach.streak.Run;
import com.upcoach.streak.Summary;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// GraphQL queries and mutations of habits and pauses.
@Singleton
final class HabitGraph implements GraphFeature {

  private static final String PAUSE = "Pause";
  private static final String LIST = "habits in the graph";

  private final Habits habits;
  private final HabitWithStreaksStore store;
  private final HabitViews views;
  private final Responses responses;
  private final UuidV7 ids;

  HabitGraph(
      Habits habits,
      HabitWithStreaksStore store,
      HabitViews views,
      Responses responses,
      UuidV7 ids) {
    this.habits = habits;
    this.store = store;
    this.views = views;
    this.responses = responses;
    this.ids = ids;
  }

  @Override
  public void describe(GraphFields graph) {
    Loader<HabitWithStreaksStore.Key, List<HabitWithStreaks>> habitLoader =
        graph.loader("habits", store::read);
    Loader<HabitViews.Key, Optional<HabitView>> singleLoader = graph.loader("habit", views::find);
    graph
        .query()
        .loaded(
            "habits",
            (none, arguments, context, loaders) -> own(habitLoader, arguments, context, loaders))
        .loaded(
            "habit",
            (none, arguments, context, loaders) ->
                arguments
                    .ownId("id", HabitView.GRAPH_TYPE, context.memberId())
                    .map(id -> new HabitViews.Key(context.caller(), id))
                    .<CompletionStage<?>>map(key -> loaders.load(singleLoader, key))
                    .orElseGet(() -> CompletableFuture.completedFuture(null)))
        .read("pauses", (none, arguments, context) -> habits.pauses(context.memberId()));
    graph.ownNode(HabitView.GRAPH_TYPE, this::found);
    graph
        .<Participant>type("GroupMember")
        .loaded(
            "habits",
            (member, arguments, context, loaders) ->
                shared(habitLoader, member, arguments, context, loaders));
    graph.connection("HabitConnection");
    habit(graph);
    streak(graph);
    ScheduleGraph.describe(graph);
    graph
        .type(PAUSE, Pause.class)
        .value("id", (pause, context) -> GlobalId.text(PAUSE, context.memberId(), pause.id()))
        .value("uuid", Pause::id)
        .value(
            "habitId",
            (pause, context) ->
                pause.habitId() == null
                    ? null
                    : GlobalId.text(HabitView.GRAPH_TYPE, context.memberId(), pause.habitId()))
        .value("from", pause -> pause.range().from())
        .value("to", pause -> pause.range().to());
    graph.ownNode(PAUSE, this::pause);
    changes(graph);
  }

  private static void habit(GraphFields graph) {
    graph
        .type(HabitView.GRAPH_TYPE, HabitView.class)
        .value("id", habit -> GlobalId.text(HabitView.GRAPH_TYPE, habit.memberId(), habit.id()))
        .value("uuid", HabitView::id)
        .value("title", of(Habit::title))
        .value("note", of(Habit::note))
        .value("kind", of(Habit::kind))
        .value("unit", of(Habit::unit))
        .value("target", of(Habit::target))
        .value("unlogged", of(Habit::unlogged))
        .value("color", of(Habit::color))
        .value("icon", of(Habit::icon))
        .value("start", of(Habit::start))
        .value("end", of(Habit::end))
        .value("archived", of(Habit::archived))
        .value("schedule", of(Habit::schedule))
        .value("revision", of(Habit::revision))
        .value("createdAt", of(Habit::createdAt))
        .value("streak", (habit, context) -> habit.summary(context.now()));
  }

  private static Function<HabitView, Object> of(Function<Habit, Object> field) {
    return view -> field.apply(view.habitWithStreaks().habit());
  }

  private static void streak(GraphFields graph) {
    graph
        .<Summary>type("Streak")
        .value("current", Summary::current)
        .value("longest", Summary::longest)
        .value("score", summary -> StreakJson.share(summary.score()));
    graph
        .<Run>type("Run")
        .value("length", Run::length)
        .value("unit", Run::unit)
        .value("from", Run::from)
        .value("to", Run::to);
  }

  private static CompletionStage<?> own(
      Loader<HabitWithStreaksStore.Key, List<HabitWithStreaks>> habitLoader,
      Arguments arguments,
      GraphContext context,
      Loaders loaders) {
    PageArguments page = arguments.page();
    Caller caller = context.caller();
    Optional<Boolean> archived = arguments.flag("archived");
    ListFingerprint list = ListFingerprint.of(LIST, caller.memberId(), archived);
    return loaders
        .load(
            habitLoader,
            HabitWithStreaksStore.Key.page(
                caller.memberId(), page.behind(list).map(Cursor::id), archived, page.first() + 1))
        .thenApply(rows -> connection(rows, page, list, habit -> HabitView.own(habit, caller)));
  }

  private static CompletionStage<?> shared(
      Loader<HabitWithStreaksStore.Key, List<HabitWithStreaks>> habitLoader,
      Participant member,
      Arguments arguments,
      GraphContext context,
      Loaders loaders) {
    PageArguments page = arguments.page();
    ListFingerprint list = ListFingerprint.of(LIST, member.memberId());
    Optional<UUID> after = page.behind(list).map(Cursor::id);
    if (!member.sharesHabits()) {
      return CompletableFuture.completedFuture(Connection.empty());
    }
    context.dependencies().member(member.memberId());
    return loaders
        .load(
            habitLoader,
            HabitWithStreaksStore.Key.page(
                member.memberId(), after, Optional.of(false), page.first() + 1))
        .thenApply(
            rows ->
                connection(
                    rows,
                    page,
                    list,
                    habit ->
                        new HabitView(
                            habit,
                            member.memberId(),
                            member.memberClock(),
                            member.firstWeekday())));
  }

  private static Connection<HabitView> connection(
      List<HabitWithStreaks> rows,
      PageArguments page,
      ListFingerprint list,
      Function<HabitWithStreaks, HabitView> view) {
    return Connection.of(
        rows.stream().map(view).toList(), page, habit -> Cursor.at(habit.id()).text(list));
  }

  private Uni<Optional<HabitView>> found(UUID habitId, GraphContext context) {
    return views.find(context.caller(), habitId);
  }

  private Uni<Optional<Pause>> pause(UUID pauseId, GraphContext context) {
    return habits
        .pauses(context.memberId())
        .map(pauses -> pauses.stream().filter(pause -> pause.id().equals(pauseId)).findFirst());
  }

  private void changes(GraphFields graph) {
    graph
        .mutation()
        .change("defineHabit", responses, this::define)
        .change("changeHabit", responses, this::change)
        .change("removeHabit", responses, this::remove)
        .change("pause", responses, this::pause)
        .change("resume", responses, this::resume);
  }

  private Uni<Outcome<Removed>> remove(Arguments arguments, GraphContext context) {
    UUID memberId = context.memberId();
    UUID habitId = arguments.requiredOwnId("id", HabitView.GRAPH_TYPE, memberId);
    return habits
        .remove(memberId, habitId, habit -> true)
        .map(outcome -> outcome.map(id -> Removed.of(HabitView.GRAPH_TYPE, memberId, id)));
  }

  private Uni<Outcome<Removed>> resume(Arguments arguments, GraphContext context) {
    UUID memberId = context.memberId();
    return habits
        .resume(memberId, arguments.requiredOwnId("id", PAUSE, memberId))
        .map(outcome -> outcome.map(id -> Removed.of(PAUSE, memberId, id)));
  }

  private Uni<Outcome<HabitView>> define(Arguments arguments, GraphContext context) {
    JsonInput fields = JsonInput.of(ScheduleGraph.toRestForm(arguments.object("input")));
    Optional<UUID> id = fields.uuid("uuid");
    HabitChange draft = HabitFields.change(fields);
    fields.required("title", draft.title());
    fields.done();
    return habits
        .define(context.memberId(), id.orElseGet(ids::next), draft)
        .flatMap(outcome -> outcome.andThen(habit -> reread(habit.id(), context)));
  }

  private Uni<Outcome<HabitView>> change(Arguments arguments, GraphContext context) {
    JsonInput fields = JsonInput.of(ScheduleGraph.toRestForm(arguments.object("input")));
    HabitChange change = HabitFields.change(fields);
    fields.done();
    int expectedRevision = arguments.whole("revision");
    return habits
        .change(
            context.memberId(),
            arguments.requiredOwnId("id", HabitView.GRAPH_TYPE, context.memberId()),
            change,
            habit -> expectedRevision == 0 || habit.revision() == expectedRevision)
        .flatMap(outcome -> outcome.andThen(habit -> reread(habit.id(), context)));
  }

  /// Reads the changed habit again, with its streaks.
  private Uni<Outcome<HabitView>> reread(UUID habitId, GraphContext context) {
    return found(habitId, context)
        .map(view -> Outcome.of(view, new HabitRefusal.UnknownHabit(habitId)));
  }

  private Uni<Outcome<Pause>> pause(Arguments arguments, GraphContext context) {
    JsonInput fields = arguments.fields("input");
    Optional<UUID> id = fields.uuid("uuid");
    Optional<UUID> habitId =
        Arguments.ownId(fields, "habitId", HabitView.GRAPH_TYPE, context.memberId());
    Optional<LocalDate> from = fields.required("from", fields.date("from"));
    Optional<LocalDate> to = fields.date("to");
    fields.done();
    return habits.pause(
        context.memberId(),
        id.orElseGet(ids::next),
        habitId.orElse(null),
        from.orElseThrow(),
        to.orElse(null));
  }
}
