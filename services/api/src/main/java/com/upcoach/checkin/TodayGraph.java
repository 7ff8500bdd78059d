package com.upcoach.checkin;

import com.upcoach.graph.GraphFeature;
import com.upcoach.graph.GraphFields;
import com.upcoach.habit.HabitView;
import jakarta.inject.Singleton;

/// GraphQL query of the member's day.
@Singleton
final class TodayGraph implements GraphFeature {

  private final Today today;

  TodayGraph(Today today) {
    this.today = today;
  }

  @Override
  public void describe(GraphFields graph) {
    graph
        .query()
        .read("today", (none, arguments, context) -> today.of(context.caller(), context.now()));
    graph
        .<Today.View>type("Today")
        .value("day", Today.View::day)
        .value("zone", Today.View::zone)
        .value("habits", Today.View::entries);
    graph
        .<Today.Entry>type("TodayHabit")
        .value("habit", (entry, context) -> HabitView.own(entry.habit(), context.caller()))
        .value("state", entry -> entry.state().state())
        .value("rule", entry -> entry.state().rule())
        .value("why", entry -> entry.state().rule().sentence())
        .value("amount", Today.Entry::amount)
        .value("note", Today.Entry::note);
  }
}
