package com.upcoach.habit;

import com.upcoach.access.Caller;
import com.upcoach.graph.GraphContext;
import com.upcoach.streak.MemberClock;
import com.upcoach.streak.Summary;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.UUID;

/// A habit in GraphQL, with its owner's time zone and week.
///
/// @param memberId the owner
/// @param memberClock the owner's time zone and start of the day
/// @param firstWeekday the first day of the owner's week
public record HabitView(
    HabitWithStreaks habitWithStreaks,
    UUID memberId,
    MemberClock memberClock,
    DayOfWeek firstWeekday) {

  /// The name of the GraphQL type, also in global ids.
  public static final String GRAPH_TYPE = "Habit";

  /// Wraps a habit of the caller.
  public static HabitView own(HabitWithStreaks habitWithStreaks, Caller caller) {
    return new HabitView(
        habitWithStreaks, caller.memberId(), caller.memberClock(), caller.firstWeekday());
  }

  /// Tells whether the caller owns the habit. Of another member's shared habit, only the habit and
  /// its streak are shown.
  public boolean isOwn(GraphContext context) {
    return memberId.equals(context.memberId());
  }

  /// The habit's id.
  public UUID id() {
    return habitWithStreaks.habit().id();
  }

  Summary summary(Instant now) {
    return habitWithStreaks.on(memberClock.dayOf(now), firstWeekday, memberClock.zone());
  }
}
