package com.upcoach.habit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upcoach.graph.Arguments;
import com.upcoach.graph.GraphFields;
import com.upcoach.streak.Schedule;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// GraphQL form of schedules: a union in responses, an input object with one field set in requests.
final class ScheduleGraph {

  private ScheduleGraph() {}

  static void describe(GraphFields graph) {
    graph.type("Daily", Schedule.Daily.class).value("n", daily -> 1);
    graph
        .type("Weekdays", Schedule.Weekdays.class)
        .value("weekdays", schedule -> List.copyOf(schedule.days()));
    graph.type("EveryNDays", Schedule.EveryNDays.class).value("n", Schedule.EveryNDays::n);
    graph.type("TimesPerWeek", Schedule.TimesPerWeek.class).value("n", Schedule.TimesPerWeek::n);
    graph
        .type("TimesInDays", Schedule.TimesInDays.class)
        .value("n", Schedule.TimesInDays::n)
        .value("days", Schedule.TimesInDays::days);
  }

  /// Converts a habit's GraphQL input to the REST form, so that the same validation applies.
  static ObjectNode toRestForm(ObjectNode input) {
    Arguments.lowerCaseEnums(input, "kind", "unlogged");
    if (input.get("schedule") instanceof ObjectNode schedule) {
      input.set("schedule", schedule(schedule));
    }
    return input;
  }

  private static ObjectNode schedule(ObjectNode sent) {
    Iterator<Map.Entry<String, JsonNode>> fields = sent.properties().iterator();
    Map.Entry<String, JsonNode> field = fields.next();
    ObjectNode schedule = sent.objectNode().put("type", field.getKey());
    switch (field.getKey()) {
      case "weekdays" -> {
        var days = schedule.putArray("days");
        field.getValue().forEach(day -> days.add(lower(day)));
      }
      case "timesInDays" -> {
        schedule.set("n", field.getValue().get("n"));
        schedule.set("days", field.getValue().get("days"));
      }
      case "everyNDays", "timesPerWeek" -> schedule.set("n", field.getValue());
      default -> {
        // A daily schedule has no further fields.
      }
    }
    return schedule;
  }

  private static String lower(JsonNode word) {
    return word.textValue().toLowerCase(Locale.ROOT);
  }
}
