package com.upcoach.habit;

import com.upcoach.access.Caller;
import com.upcoach.graph.GraphContext;
import com.upcoach.streak.Summary;
import com.upcoach.streak.WallClock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.UUID;

/// A habit in the graph: with whose wall its days are on.
///
/// @param memberId whose it is
/// @param wall where the member's days begin and end
/// @param firstWeekday the day that begins the member's week
public record HabitView(
    HabitWithStreaks line, UUID memberId, WallClock wall, DayOfWeek firstWeekday) {

  /// A habit of the caller's.
  public static HabitView own(HabitWithStreaks line, Caller caller) {
    return new HabitView(line, caller.memberId(), caller.wall(), caller.firstWeekday());
  }

  /// Whether it is the caller's: of a habit that another shares, no more is shown than the
  /// habit and its streak.
  public boolean isOwn(GraphContext asking) {
    return memberId.equals(asking.memberId());
  }

  /// The habit's id.
  public UUID id() {
    return line.habit().id();
  }

  Summary summary(Instant now) {
    return line.on(wall.dayOf(now), firstWeekday, wall.zone());
  }
}
