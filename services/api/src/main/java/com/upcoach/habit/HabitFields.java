package com.upcoach.habit;

import com.fasterxml.jackson.databind.JsonNode;
import com.upcoach.input.JsonInput;
import com.upcoach.outcome.Outcome;
import com.upcoach.streak.Kind;
import com.upcoach.streak.Schedule;
import com.upcoach.streak.Unlogged;
import java.util.Arrays;
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
        word(fields, "kind", Kind.values()),
        fields.text("unit", 0, 40),
        fields.amount("target"),
        word(fields, "unlogged", Unlogged.values()),
        color(fields),
        fields.text("icon", 0, 40),
        fields.date("start"),
        fields.date("end"),
        fields.flag("archived"),
        fields.node("schedule", node -> schedule(fields, node)),
        cleared);
  }

  private static Optional<Schedule> schedule(JsonInput fields, JsonNode node) {
    return switch (ScheduleJson.read(node)) {
      case Outcome.Done<Schedule>(Schedule schedule) -> Optional.of(schedule);
      case Outcome.Refused<Schedule>(ScheduleJson.Malformed(String field, String reason)) ->
          fields.wrong(field.equals("schedule") ? field : "schedule." + field, reason);
      case Outcome.Refused<Schedule>(var refusal) ->
          fields.wrong("schedule", "is refused: " + refusal);
    };
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

  private static <E extends Enum<E>> Optional<E> word(
      JsonInput fields, String name, E[] constants) {
    String words =
        Arrays.stream(constants)
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(" or "));
    return fields.parsed(
        name,
        text ->
            Arrays.stream(constants)
                .filter(candidate -> candidate.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(IllegalArgumentException::new),
        "must be " + words);
  }
}
