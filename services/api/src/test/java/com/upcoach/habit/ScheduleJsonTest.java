package com.upcoach.habit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.outcome.Outcome;
import com.upcoach.streak.Schedule;
import java.time.DayOfWeek;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ScheduleJsonTest {

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  private static void same(String text, Schedule schedule) throws Exception {
    assertEquals(Outcome.done(schedule), ScheduleJson.read(json(text)));
    assertEquals(json(text), ScheduleJson.write(schedule));
  }

  @Test
  void every_shape_is_written_as_the_api_has_it_and_read_back() throws Exception {
    same("{'type':'daily'}", new Schedule.Daily());
    same(
        "{'type':'weekdays','days':['monday','friday']}",
        new Schedule.Weekdays(Set.of(DayOfWeek.FRIDAY, DayOfWeek.MONDAY)));
    same("{'type':'everyNDays','n':3}", new Schedule.EveryNDays(3));
    same("{'type':'timesPerWeek','n':3}", new Schedule.TimesPerWeek(3));
    same("{'type':'timesInDays','n':3,'days':7}", new Schedule.TimesInDays(3, 7));
  }

  @ParameterizedTest(name = "{0} is refused by its field {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | schedule",
        "null | schedule",
        "{} | type",
        "{'type':7} | type",
        "{'type':'hourly'} | type",
        "{'type':'daily','n':1} | n",
        "{'type':'everyNDays'} | n",
        "{'type':'everyNDays','n':0} | n",
        "{'type':'everyNDays','n':366} | n",
        "{'type':'everyNDays','n':2.5} | n",
        "{'type':'everyNDays','n':'3'} | n",
        "{'type':'everyNDays','n':4294967299} | n",
        "{'type':'timesPerWeek','n':8} | n",
        "{'type':'timesInDays','n':8,'days':7} | n",
        "{'type':'timesInDays','n':1,'days':366} | days",
        "{'type':'timesInDays','n':1,'days':[7]} | days",
        "{'type':'weekdays','days':[]} | days",
        "{'type':'weekdays','days':['Monday']} | days",
        "{'type':'weekdays','days':['monday','monday']} | days",
        "{'type':'weekdays','days':['monday'],'n':1} | n",
      })
  void anything_else_is_refused_by_the_field_at_fault(String text, String field) throws Exception {
    Outcome.Refused<?> refused =
        assertInstanceOf(Outcome.Refused.class, ScheduleJson.read(json(text)));
    ScheduleJson.Malformed malformed =
        assertInstanceOf(ScheduleJson.Malformed.class, refused.refusal());
    assertEquals(field, malformed.field());
    assertEquals(field, malformed.message().split(":", 2)[0]);
  }
}
