package com.upcoach.habit;

import com.upcoach.input.JsonInput;
import com.upcoach.streak.Kind;
import com.upcoach.streak.Unlogged;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the fields of a habit from a request.
final class HabitFields {

  private static final List<String> CLEARABLE = List.of("note", "unit", "color", "icon", "end");

  private static final Pattern COLOR = Pattern.compile("#[0-9a-fA-F]{6}");

  private HabitFields() {}

  /// Reads every field that a change may carry. The caller ends the reading with [JsonInput#done].
  static HabitChange change(JsonInput fields) {
    Set<String> cleared =
        CLEARABLE.stream().filter(fields::isNull).collect(Collectors.toUnmodifiableSet());
    return new HabitChange(
        fields.text("title", 1, 200),
        fields.lines("note", 0, 5_000),
        fields.word("kind", Kind.class),
        fields.text("unit", 0, 40),
        fields.amount("target"),
        fields.word("unlogged", Unlogged.class),
        color(fields),
        fields.text("icon", 0, 40),
        fields.date("start"),
        fields.date("end"),
        fields.flag("archived"),
        ScheduleJson.read(fields, "schedule"),
        cleared);
  }

  private static Optional<String> color(JsonInput fields) {
    return fields
        .text("color", 7, 7)
        .flatMap(
            color ->
                COLOR.matcher(color).matches()
                    ? Optional.of(color.toLowerCase(Locale.ROOT))
                    : fields.wrong("color", "must have the form #00897b"));
  }
}
