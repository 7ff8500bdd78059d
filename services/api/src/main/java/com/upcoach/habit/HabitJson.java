package com.upcoach.habit;

import com.fasterxml.jackson.databind.JsonNode;
import com.upcoach.book.Habit;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

/// A habit on the wire.
public record HabitJson(
        UUID id,
        String title,
        String note,
        String kind,
        String unit,
        double target,
        String unlogged,
        String color,
        String icon,
        LocalDate start,
        LocalDate end,
        boolean archived,
        JsonNode schedule,
        int revision) {

    public static HabitJson of(Habit habit) {
        return new HabitJson(
                habit.id(),
                habit.title(),
                habit.note(),
                word(habit.kind()),
                habit.unit(),
                habit.target(),
                word(habit.unlogged()),
                habit.color(),
                habit.icon(),
                habit.start(),
                habit.end(),
                habit.archived(),
                ScheduleJson.write(habit.schedule()),
                habit.revision());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
