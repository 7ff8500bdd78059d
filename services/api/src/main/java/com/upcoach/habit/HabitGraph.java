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
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/// GraphQL queries and mutations of habits and pauses.
@ApplicationScoped
public class HabitGraph implements GraphFeature {

  /// Type name used in global ids.
  public static final String HABIT = "Habit";

  private static final String PAUSE = "Pause";
  private static final String LIST = "habits in the graph";

  private final Habits habits;
  private final HabitWithStreaksStore store;
  private final HabitViews views;
  private final Responses replies;
  private final UuidV7 ids;

  public HabitGraph(
      Habits habits, HabitWithStreaksStore store, HabitViews views, Responses replies, UuidV7 ids) {
    this.habits = habits;
    this.store = store;
    this.views = views;
    this.replies = replies;
    this.ids = ids;
  }

  @Override
  public void describe(GraphFields graph) {
    Loader<HabitWithStreaksStore.Key, List<HabitWithStreaks>> lines =
        graph.loader("habits", store::read);
    Loader<HabitViews.Key, Optional<HabitView>> single = graph.loader("habit", views::find);
    graph
        .query()
        .loaded("habits", (none, arguments, asking, loads) -> own(lines, arguments, asking, loads))
        .loaded(
            "habit",
            (none, arguments, asking, loads) ->
                arguments
                    .ownId("id", HABIT, asking.memberId())
                    .map(id -> new HabitViews.Key(asking.caller(), id))
                    .<CompletionStage<?>>map(key -> loads.one(single, key))
                    .orElseGet(() -> CompletableFuture.completedFuture(null)))
        .read("pauses", (none, arguments, asking) -> habits.pauses(asking.memberId()));
    graph.ownNode(HABIT, this::found);
    graph
        .<Participant>type("GroupMember")
        .loaded(
            "habits",
            (member, arguments, asking, loads) -> shared(lines, member, arguments, asking, loads));
    graph.connection("HabitConnection");
    habit(graph);
    streak(graph);
    ScheduleGraph.describe(graph);
    graph
        .type(PAUSE, Pause.class)
        .value("id", (pause, asking) -> GlobalId.text(PAUSE, asking.memberId(), pause.id()))
        .value("uuid", Pause::id)
        .value(
            "habitId",
            (pause, asking) ->
                pause.habitId() == null
                    ? null
                    : GlobalId.text(HABIT, asking.memberId(), pause.habitId()))
        .value("from", pause -> pause.range().from())
        .value("to", pause -> pause.range().to());
    graph.ownNode(PAUSE, this::pause);
    changes(graph);
  }

  private static void habit(GraphFields graph) {
    graph
        .type(HABIT, HabitView.class)
        .value("id", habit -> GlobalId.text(HABIT, habit.memberId(), habit.id()))
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
        .value("streak", (habit, asking) -> habit.summary(asking.now()));
  }

  private static Function<HabitView, Object> of(Function<Habit, Object> field) {
    return view -> field.apply(view.line().habit());
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
      Loader<HabitWithStreaksStore.Key, List<HabitWithStreaks>> lines,
      Arguments arguments,
      GraphContext asking,
      Loaders loads) {
    PageArguments page = arguments.page();
    Caller caller = asking.caller();
    Optional<Boolean> archived = arguments.flag("archived");
    ListFingerprint list = ListFingerprint.of(LIST, caller.memberId(), archived);
    return loads
        .one(
            lines,
            HabitWithStreaksStore.Key.page(
                caller.memberId(), page.behind(list).map(Cursor::id), archived, page.first() + 1))
        .thenApply(rows -> connection(rows, page, list, line -> HabitView.own(line, caller)));
  }

  private static CompletionStage<?> shared(
      Loader<HabitWithStreaksStore.Key, List<HabitWithStreaks>> lines,
      Participant member,
      Arguments arguments,
      GraphContext asking,
      Loaders loads) {
    PageArguments page = arguments.page();
    ListFingerprint list = ListFingerprint.of(LIST, member.memberId());
    Optional<UUID> after = page.behind(list).map(Cursor::id);
    if (!member.sharesHabits()) {
      return CompletableFuture.completedFuture(Connection.empty());
    }
    asking.shown().member(member.memberId());
    return loads
        .one(
            lines,
            HabitWithStreaksStore.Key.page(
                member.memberId(), after, Optional.of(false), page.first() + 1))
        .thenApply(
            rows ->
                connection(
                    rows,
                    page,
                    list,
                    line ->
                        new HabitView(
                            line, member.memberId(), member.wall(), member.firstWeekday())));
  }

  private static Connection<HabitView> connection(
      List<HabitWithStreaks> rows,
      PageArguments page,
      ListFingerprint list,
      Function<HabitWithStreaks, HabitView> view) {
    return Connection.of(
        rows.stream().map(view).toList(), page, habit -> Cursor.at(habit.id()).text(list));
  }

  private Uni<Optional<HabitView>> found(UUID habitId, GraphContext asking) {
    return views.find(asking.caller(), habitId);
  }

  private Uni<Optional<Pause>> pause(UUID pauseId, GraphContext asking) {
    return habits
        .pauses(asking.memberId())
        .map(all -> all.stream().filter(one -> one.id().equals(pauseId)).findFirst());
  }

  private void changes(GraphFields graph) {
    graph
        .mutation()
        .change("defineHabit", replies, this::define)
        .change("changeHabit", replies, this::change)
        .change(
            "removeHabit",
            replies,
            (arguments, asking) ->
                habits
                    .remove(
                        asking.memberId(),
                        arguments.ownIdOf("id", HABIT, asking.memberId()),
                        habit -> true)
                    .map(outcome -> outcome.map(id -> Removed.of(HABIT, asking.memberId(), id))))
        .change("pause", replies, this::pause)
        .change(
            "resume",
            replies,
            (arguments, asking) ->
                habits
                    .resume(asking.memberId(), arguments.ownIdOf("id", PAUSE, asking.memberId()))
                    .map(outcome -> outcome.map(id -> Removed.of(PAUSE, asking.memberId(), id))));
  }

  private Uni<Outcome<HabitView>> define(Arguments arguments, GraphContext asking) {
    JsonInput fields = JsonInput.of(ScheduleGraph.reshaped(arguments.object("input")));
    Optional<UUID> id = fields.uuid("uuid");
    HabitChange draft = HabitFields.change(fields);
    fields.required("title", draft.title());
    fields.done();
    return habits
        .define(asking.memberId(), id.orElseGet(ids::next), draft)
        .flatMap(outcome -> seen(outcome, asking));
  }

  private Uni<Outcome<HabitView>> change(Arguments arguments, GraphContext asking) {
    JsonInput fields = JsonInput.of(ScheduleGraph.reshaped(arguments.object("input")));
    HabitChange change = HabitFields.change(fields);
    fields.done();
    int seen = arguments.whole("revision");
    return habits
        .change(
            asking.memberId(),
            arguments.ownIdOf("id", HABIT, asking.memberId()),
            change,
            habit -> seen == 0 || habit.revision() == seen)
        .flatMap(outcome -> seen(outcome, asking));
  }

  /// Reads the changed habit again, with its streaks.
  private Uni<Outcome<HabitView>> seen(Outcome<Habit> outcome, GraphContext asking) {
    return switch (outcome) {
      case Outcome.Refused<Habit>(var refusal) -> Uni.createFrom().item(Outcome.refused(refusal));
      case Outcome.Done<Habit>(Habit habit) ->
          found(habit.id(), asking)
              .map(
                  view ->
                      view.map(Outcome::done)
                          .orElseGet(
                              () -> Outcome.refused(new HabitRefusal.UnknownHabit(habit.id()))));
    };
  }

  private Uni<Outcome<Pause>> pause(Arguments arguments, GraphContext asking) {
    JsonInput fields = arguments.fields("input");
    Optional<UUID> id = fields.uuid("uuid");
    Optional<UUID> habitId = habitId(fields, asking.memberId());
    Optional<LocalDate> from = fields.required("from", fields.date("from"));
    Optional<LocalDate> to = fields.date("to");
    fields.done();
    return habits.pause(
        asking.memberId(),
        id.orElseGet(ids::next),
        habitId.orElse(null),
        from.orElseThrow(),
        to.orElse(null));
  }

  /// The field `habitId` of an input object.
  ///
  /// @param memberId the caller
  public static Optional<UUID> habitId(JsonInput fields, UUID memberId) {
    return Arguments.ownId(fields, "habitId", HABIT, memberId);
  }
}
