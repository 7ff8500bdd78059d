package com.upcoach.habit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upcoach.input.Bounds;
import com.upcoach.json.JsonBytes;
import com.upcoach.json.JsonWord;
import com.upcoach.outcome.Outcome;
import com.upcoach.outcome.Refusal;
import com.upcoach.streak.InvalidScheduleException;
import com.upcoach.streak.Schedule;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The JSON of a schedule, the same in the API and in our export:
///
/// ```
/// {"type": "daily"}
/// {"type": "weekdays", "days": ["monday", "friday"]}
/// {"type": "everyNDays", "n": 3}
/// {"type": "timesPerWeek", "n": 3}
/// {"type": "timesInDays", "n": 3, "days": 7}
/// ```
public final class ScheduleJson {

  private static final JsonWord TYPE = JsonWord.of("type");
  private static final JsonWord N = JsonWord.of("n");
  private static final JsonWord DAYS = JsonWord.of("days");
  private static final JsonWord DAILY = JsonWord.of("daily");
  private static final JsonWord WEEKDAYS = JsonWord.of("weekdays");
  private static final JsonWord EVERY_N_DAYS = JsonWord.of("everyNDays");
  private static final JsonWord TIMES_PER_WEEK = JsonWord.of("timesPerWeek");
  private static final JsonWord TIMES_IN_DAYS = JsonWord.of("timesInDays");
  private static final Map<DayOfWeek, JsonWord> NAMES =
      JsonWord.each(DayOfWeek.class, ScheduleJson::nameOf);

  private ScheduleJson() {}

  /// The JSON is not a schedule.
  ///
  /// @param field the field at fault, or `schedule` for the whole
  /// @param reason what is wrong with it
  public record Malformed(String field, String reason) implements Refusal {

    /// The reason, preceded by the field.
    public String message() {
      return field + ": " + reason;
    }
  }

  /// Writes the schedule to a response. Weekdays are in week order, from Monday.
  static void write(JsonBytes json, Schedule schedule) {
    json.object().name(TYPE);
    switch (schedule) {
      case Schedule.Daily() -> json.word(DAILY);
      case Schedule.Weekdays(Set<DayOfWeek> days) -> {
        json.word(WEEKDAYS).name(DAYS).array();
        for (DayOfWeek day : days) {
          json.word(NAMES.get(day));
        }
        json.endArray();
      }
      case Schedule.EveryNDays(int n) -> json.word(EVERY_N_DAYS).name(N).number(n);
      case Schedule.TimesPerWeek(int n) -> json.word(TIMES_PER_WEEK).name(N).number(n);
      case Schedule.TimesInDays(int n, int days) ->
          json.word(TIMES_IN_DAYS).name(N).number(n).name(DAYS).number(days);
    }
    json.endObject();
  }

  /// Converts the schedule to a JSON node. Weekdays are in week order, from Monday.
  public static ObjectNode write(Schedule schedule) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    switch (schedule) {
      case Schedule.Daily() -> node.put("type", "daily");
      case Schedule.Weekdays(Set<DayOfWeek> days) -> {
        var names = node.put("type", "weekdays").putArray("days");
        days.forEach(day -> names.add(nameOf(day)));
      }
      case Schedule.EveryNDays(int n) -> node.put("type", "everyNDays").put("n", n);
      case Schedule.TimesPerWeek(int n) -> node.put("type", "timesPerWeek").put("n", n);
      case Schedule.TimesInDays(int n, int days) ->
          node.put("type", "timesInDays").put("n", n).put("days", days);
    }
    return node;
  }

  /// Reads a schedule from a JSON object.
  ///
  /// @param node an object with exactly the fields of its type, or null for an absent one
  /// @return the schedule, or [Malformed] for an unknown type, a missing or unknown field, or a
  ///     number out of range
  public static Outcome<Schedule> read(JsonNode node) {
    if (node == null || !node.isObject()) {
      return malformed("schedule", "is not an object");
    }
    JsonNode type = node.path("type");
    if (!type.isTextual()) {
      return malformed("type", "is missing");
    }
    return switch (type.textValue()) {
      case "daily" -> exactly(node, Set.of("type"), () -> new Schedule.Daily());
      case "weekdays" -> weekdays(node);
      case "everyNDays" ->
          exactly(node, Set.of("type", "n"), () -> new Schedule.EveryNDays(n(node)));
      case "timesPerWeek" ->
          exactly(node, Set.of("type", "n"), () -> new Schedule.TimesPerWeek(n(node)));
      case "timesInDays" ->
          exactly(
              node,
              Set.of("type", "n", "days"),
              () -> new Schedule.TimesInDays(n(node), whole(node, "days")));
      default -> malformed("type", quoted(type) + " is not a type of schedule");
    };
  }

  /// Parses a lower-case English weekday name, such as `monday`. Empty for any other text.
  public static Optional<DayOfWeek> weekday(String name) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (nameOf(day).equals(name)) {
        return Optional.of(day);
      }
    }
    return Optional.empty();
  }

  /// The weekday's name in the API, such as `monday`.
  public static String nameOf(DayOfWeek day) {
    return day.name().toLowerCase(Locale.ROOT);
  }

  private static Outcome<Schedule> weekdays(JsonNode node) {
    JsonNode days = node.path("days");
    if (!days.isArray() || days.isEmpty()) {
      return malformed("days", "is not a list of weekdays");
    }
    Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
    for (JsonNode name : days) {
      Optional<DayOfWeek> day = weekday(name.asText());
      if (day.isEmpty()) {
        return malformed("days", quoted(name) + " is not a weekday such as \"monday\"");
      }
      if (!weekdays.add(day.get())) {
        return malformed("days", name + " is named twice");
      }
    }
    return exactly(node, Set.of("type", "days"), () -> new Schedule.Weekdays(weekdays));
  }

  /// Creates a schedule from an object with exactly these fields. [Schedule] checks the ranges.
  private static Outcome<Schedule> exactly(JsonNode node, Set<String> fields, Factory factory) {
    Set<String> absent = new HashSet<>(fields);
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!absent.remove(name)) {
        return malformed(Bounds.shortened(name), "is not a field of this type of schedule");
      }
    }
    if (!absent.isEmpty()) {
      return malformed(absent.stream().sorted().findFirst().orElseThrow(), "is missing");
    }
    try {
      return Outcome.done(factory.create());
    } catch (InvalidScheduleException invalid) {
      return malformed(invalid.field(), invalid.reason());
    }
  }

  private static int n(JsonNode node) {
    return whole(node, "n");
  }

  private static int whole(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      throw new InvalidScheduleException(field, "is not a whole number");
    }
    return value.intValue();
  }

  private static String quoted(JsonNode value) {
    return Bounds.shortened(value.toString());
  }

  private static Outcome<Schedule> malformed(String field, String reason) {
    return Outcome.refused(new Malformed(field, reason));
  }

  @FunctionalInterface
  private interface Factory {
    Schedule create();
  }
}
