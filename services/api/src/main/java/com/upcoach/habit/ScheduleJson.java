package com.upcoach.habit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upcoach.input.Bounds;
import com.upcoach.input.JsonInput;
import com.upcoach.json.JsonBytes;
import com.upcoach.json.JsonWord;
import com.upcoach.streak.InvalidScheduleException;
import com.upcoach.streak.Schedule;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.List;
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
  private static final List<String> TYPES =
      List.of("daily", "weekdays", "everyNDays", "timesPerWeek", "timesInDays");
  private static final Map<DayOfWeek, JsonWord> NAMES =
      JsonWord.each(DayOfWeek.class, ScheduleJson::nameOf);

  private ScheduleJson() {}

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

  /// Reads a schedule, an object with exactly the fields of its type.
  ///
  /// @return empty if it is missing or invalid; the error names the field at fault: `schedule.days`
  public static Optional<Schedule> read(JsonInput fields, String name) {
    return fields.object(name, ScheduleJson::read);
  }

  private static Optional<Schedule> read(JsonInput fields) {
    Optional<String> type = fields.required("type", fields.word("type", TYPES));
    try {
      Optional<Schedule> schedule =
          switch (type.orElse("")) {
            case "daily" -> Optional.of(new Schedule.Daily());
            case "weekdays" -> weekdays(fields).map(Schedule.Weekdays::new);
            case "everyNDays" -> whole(fields, "n").map(Schedule.EveryNDays::new);
            case "timesPerWeek" -> whole(fields, "n").map(Schedule.TimesPerWeek::new);
            case "timesInDays" -> {
              Optional<Integer> n = whole(fields, "n");
              Optional<Integer> days = whole(fields, "days");
              yield n.flatMap(times -> days.map(of -> new Schedule.TimesInDays(times, of)));
            }
            default -> Optional.empty();
          };
      if (schedule.isPresent()) {
        fields.refuseOthers("is not a field of this type of schedule");
      }
      return schedule;
    } catch (InvalidScheduleException invalid) {
      return fields.wrong(invalid.field(), invalid.reason());
    }
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

  private static Optional<Integer> whole(JsonInput fields, String name) {
    return fields.required(
        name,
        fields.node(
            name,
            node ->
                node.isInt()
                    ? Optional.of(node.intValue())
                    : fields.wrong(name, "is not a whole number")));
  }

  private static Optional<Set<DayOfWeek>> weekdays(JsonInput fields) {
    return fields.required("days", fields.node("days", days -> weekdays(fields, days)));
  }

  private static Optional<Set<DayOfWeek>> weekdays(JsonInput fields, JsonNode days) {
    if (!days.isArray() || days.isEmpty()) {
      return fields.wrong("days", "must be a list of weekdays");
    }
    Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
    for (JsonNode name : days) {
      Optional<DayOfWeek> day = weekday(name.asText());
      if (day.isEmpty()) {
        return fields.wrong(
            "days",
            "has %s, which is not a weekday such as \"monday\""
                .formatted(Bounds.shortened(name.toString())));
      }
      if (!weekdays.add(day.get())) {
        return fields.wrong("days", "names %s twice".formatted(name));
      }
    }
    return Optional.of(weekdays);
  }
}
