package com.upcoach.demo;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.DayOfWeek.TUESDAY;
import static java.time.DayOfWeek.WEDNESDAY;

import com.upcoach.demo.HabitIdea.Measure;
import com.upcoach.demo.HabitIdea.Time;
import com.upcoach.streak.Kind;
import com.upcoach.streak.Schedule;
import com.upcoach.streak.Unlogged;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// The habits that demo members choose from: both kinds, all schedules, all times of day.
final class HabitIdeas {

  private static final Schedule DAILY = new Schedule.Daily();
  private static final Schedule WORKDAYS = on(MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY);
  private static final Schedule WEEKEND = on(SATURDAY, SUNDAY);

  static final List<HabitIdea> ALL =
      List.of(
          idea(
              "Morning run",
              "🏃",
              "#e64a19",
              atLeast("km", 0.5, 3, 5, 8),
              around("06:40", 30),
              0.9,
              perWeek(3),
              on(TUESDAY, THURSDAY, SATURDAY),
              inDays(3, 7)),
          idea(
              "Drink water",
              "💧",
              "#0288d1",
              atLeast("glasses", 1, 6, 8),
              around("20:30", 70),
              1.05,
              DAILY),
          idea(
              "Meditate",
              "🧘",
              "#7b1fa2",
              atLeast("minutes", 1, 5, 10, 20),
              around("07:05", 35),
              1,
              DAILY,
              inDays(5, 7)),
          idea(
              "Read before sleep",
              "📖",
              "#5d4037",
              atLeast("pages", 1, 10, 20, 30),
              around("22:15", 40),
              1,
              DAILY,
              perWeek(5)),
          idea("Make the bed", "bed", "#546e7a", yesOrNo(), around("07:20", 25), 1.1, DAILY),
          idea(
              "Journal",
              "📝",
              "#455a64",
              yesOrNo(),
              around("21:40", 45),
              0.95,
              DAILY,
              every(2),
              perWeek(4)),
          idea(
              "Strength training",
              "dumbbell",
              "#c62828",
              atLeast("minutes", 5, 30, 45, 60),
              around("18:10", 50),
              0.9,
              on(MONDAY, WEDNESDAY, FRIDAY),
              perWeek(3),
              perWeek(2)),
          idea(
              "Stretch",
              "🤸",
              "#00897b",
              atLeast("minutes", 1, 5, 10),
              around("07:30", 40),
              1,
              DAILY,
              WORKDAYS),
          idea(
              "Walk",
              "🚶",
              "#43a047",
              atLeast("steps", 250, 6_000, 8_000, 10_000),
              around("21:00", 60),
              0.95,
              DAILY),
          idea(
              "Learn Spanish",
              "🗣️",
              "#f9a825",
              atLeast("minutes", 1, 10, 15),
              around("12:40", 80),
              0.95,
              DAILY,
              WORKDAYS),
          idea(
              "Practise guitar",
              "guitar",
              "#6d4c41",
              atLeast("minutes", 5, 15, 30),
              around("19:20", 60),
              0.9,
              every(2),
              perWeek(4),
              inDays(4, 10)),
          idea("Floss", "🦷", "#26c6da", yesOrNo(), around("22:40", 35), 1.05, DAILY),
          idea("Take vitamins", "💊", "#ef6c00", yesOrNo(), around("08:00", 30), 1.1, DAILY),
          idea(
              "Cook at home",
              "🍳",
              "#8d6e63",
              yesOrNo(),
              around("19:00", 40),
              0.95,
              perWeek(4),
              WORKDAYS),
          idea(
              "Call family",
              "📞",
              "#ad1457",
              yesOrNo(),
              around("18:30", 90),
              0.9,
              perWeek(1),
              inDays(1, 7),
              on(SUNDAY)),
          idea(
              "Water the plants",
              "🪴",
              "#2e7d32",
              yesOrNo(),
              around("09:10", 60),
              1,
              every(3),
              every(7)),
          idea(
              "Swim",
              "🏊",
              "#0277bd",
              atLeast("lengths", 2, 20, 40),
              around("17:40", 40),
              0.85,
              perWeek(2),
              on(TUESDAY, FRIDAY)),
          idea(
              "Yoga",
              "lotus",
              "#8e24aa",
              atLeast("minutes", 5, 20, 30),
              around("06:50", 30),
              0.95,
              perWeek(3),
              on(MONDAY, THURSDAY),
              DAILY),
          idea(
              "Deep work",
              "🎯",
              "#283593",
              atLeast("hours", 0.25, 2, 3),
              around("11:45", 50),
              0.95,
              WORKDAYS),
          idea(
              "Inbox to zero",
              "inbox",
              "#607d8b",
              yesOrNo(),
              around("17:20", 45),
              0.9,
              WORKDAYS,
              perWeek(3)),
          idea(
              "Plan tomorrow",
              "🗓️",
              "#3949ab",
              yesOrNo(),
              around("21:10", 45),
              1,
              on(SUNDAY, MONDAY, TUESDAY, WEDNESDAY, THURSDAY),
              DAILY),
          idea(
              "Bike to work",
              "🚲",
              "#558b2f",
              yesOrNo(),
              around("08:20", 20),
              0.9,
              WORKDAYS,
              perWeek(3)),
          idea(
              "Sketch",
              "✏️",
              "#ff7043",
              yesOrNo(),
              around("20:00", 60),
              0.9,
              every(2),
              inDays(2, 5),
              WEEKEND),
          idea(
              "Hike",
              "🥾",
              "#33691e",
              atLeast("km", 1, 8, 12),
              around("13:30", 90),
              0.8,
              WEEKEND,
              inDays(1, 14),
              perWeek(1)),
          idea(
              "Clean the kitchen",
              "sparkles",
              "#9e9d24",
              yesOrNo(),
              around("20:40", 50),
              1,
              DAILY,
              every(2)),
          idea(
              "Save money",
              "🐖",
              "#ec407a",
              atLeast("euro", 1, 5, 10),
              around("20:00", 120),
              0.9,
              every(7),
              inDays(2, 14)),
          idea(
              "Coffee",
              "☕",
              "#4e342e",
              atMost("cups", 1, Unlogged.HELD, 2, 3),
              around("15:30", 60),
              0.8,
              DAILY),
          idea(
              "Screen time",
              "📱",
              "#37474f",
              atMost("minutes", 5, Unlogged.MISSED, 60, 90, 120),
              around("22:00", 40),
              0.9,
              DAILY,
              WORKDAYS),
          idea(
              "Sweets",
              "🍬",
              "#d81b60",
              atMost("pieces", 1, Unlogged.HELD, 1, 2),
              around("20:10", 80),
              0.75,
              DAILY,
              WORKDAYS),
          idea(
              "Smoke",
              "🚭",
              "#616161",
              atMost("cigarettes", 1, Unlogged.MISSED, 0, 5),
              around("22:20", 50),
              0.95,
              DAILY),
          idea(
              "Alcohol",
              "🍷",
              "#880e4f",
              atMost("glasses", 0.5, Unlogged.HELD, 0, 1),
              around("21:50", 60),
              0.7,
              DAILY,
              on(MONDAY, TUESDAY, WEDNESDAY, THURSDAY)),
          idea(
              "Social media",
              "hourglass",
              "#1565c0",
              atMost("minutes", 5, Unlogged.MISSED, 30, 45),
              around("21:30", 60),
              0.9,
              DAILY,
              perWeek(5)));

  private HabitIdeas() {}

  private static HabitIdea idea(
      String title,
      String icon,
      String color,
      Measure measure,
      Time time,
      double ease,
      Schedule... schedules) {
    return new HabitIdea(title, icon, color, measure, time, ease, List.of(schedules));
  }

  private static Measure yesOrNo() {
    return new Measure(Kind.DO, Unlogged.MISSED, null, 1, List.of(1.0));
  }

  private static Measure atLeast(String unit, double step, double... targets) {
    return new Measure(Kind.DO, Unlogged.MISSED, unit, step, list(targets));
  }

  private static Measure atMost(String unit, double step, Unlogged unlogged, double... targets) {
    return new Measure(Kind.LIMIT, unlogged, unit, step, list(targets));
  }

  private static List<Double> list(double... numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  private static Time around(String time, int spread) {
    return new Time(LocalTime.parse(time).toSecondOfDay() / 60, spread);
  }

  private static Schedule on(DayOfWeek... days) {
    return new Schedule.Weekdays(Set.of(days));
  }

  private static Schedule perWeek(int n) {
    return new Schedule.TimesPerWeek(n);
  }

  private static Schedule every(int n) {
    return new Schedule.EveryNDays(n);
  }

  private static Schedule inDays(int n, int days) {
    return new Schedule.TimesInDays(n, days);
  }
}
