package com.upcoach.demo;

import com.upcoach.streak.Kind;
import com.upcoach.streak.Schedule;
import com.upcoach.streak.Unlogged;
import java.util.List;

/// A common habit.
///
/// @param icon an emoji, or the name of a picture
/// @param time usual time of day
/// @param ease factor by which it is done more or less often than other habits, around 1
/// @param schedules common schedules for it
record HabitIdea(
    String title,
    String icon,
    String color,
    Measure measure,
    Time time,
    double ease,
    List<Schedule> schedules) {

  /// Measure of a habit.
  ///
  /// @param unit null for yes or no
  /// @param step unit of which amounts are multiples; a power of two or whole, so that sums are
  ///     exact
  /// @param targets common targets, in the unit
  record Measure(Kind kind, Unlogged unlogged, String unit, double step, List<Double> targets) {

    boolean yesOrNo() {
      return unit == null;
    }
  }

  /// A time of day.
  ///
  /// @param minute after local midnight
  /// @param spread day-to-day variation in minutes (standard deviation)
  record Time(int minute, int spread) {}
}
