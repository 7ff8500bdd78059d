package com.upcoach.demo;

import com.upcoach.streak.Kind;
import com.upcoach.streak.Schedule;
import com.upcoach.streak.Unlogged;
import java.util.List;

/// A habit that many people have.
///
/// @param icon an emoji, or the name of a picture
/// @param time when it is usually done
/// @param ease how much more or less often than others it is kept, around 1
/// @param schedules that people choose for it
record HabitIdea(
    String title,
    String icon,
    String color,
    Measure measure,
    Time time,
    double ease,
    List<Schedule> schedules) {

  /// What is counted.
  ///
  /// @param unit null for yes or no
  /// @param step what amounts are a multiple of; a power of two or whole, so that sums are exact
  /// @param targets that people choose, in the unit
  record Measure(Kind kind, Unlogged unlogged, String unit, double step, List<Double> targets) {

    boolean yesOrNo() {
      return unit == null;
    }
  }

  /// A time of the day.
  ///
  /// @param minute after midnight on the wall
  /// @param spread by how many minutes it varies from day to day (standard deviation)
  record Time(int minute, int spread) {}
}
