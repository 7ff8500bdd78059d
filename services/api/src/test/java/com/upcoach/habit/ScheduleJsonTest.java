package com.upcoach.habit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.upcoach.input.JsonInput;
import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.streak.Schedule;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ScheduleJsonTest {

  private static JsonInput sent(String schedule) {
    return JsonInput.of("{\"schedule\":%s}".formatted(schedule.replace('\'', '"')).getBytes(UTF_8));
  }

  private static void same(String text, Schedule schedule) {
    assertEquals(Optional.of(schedule), ScheduleJson.read(sent(text), "schedule"));
    assertEquals(text.replace('\'', '"'), ScheduleJson.write(schedule).toString());
  }

  @Test
  void every_shape_is_written_as_the_api_has_it_and_read_back() {
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
        "{} | schedule.type",
        "{'type':7} | schedule.type",
        "{'type':'hourly'} | schedule.type",
        "{'type':'daily','n':1} | schedule.n",
        "{'type':'everyNDays'} | schedule.n",
        "{'type':'everyNDays','n':0} | schedule.n",
        "{'type':'everyNDays','n':366} | schedule.n",
        "{'type':'everyNDays','n':2.5} | schedule.n",
        "{'type':'everyNDays','n':'3'} | schedule.n",
        "{'type':'everyNDays','n':4294967299} | schedule.n",
        "{'type':'timesPerWeek','n':8} | schedule.n",
        "{'type':'timesInDays','n':8,'days':7} | schedule.n",
        "{'type':'timesInDays','n':1,'days':366} | schedule.days",
        "{'type':'timesInDays','n':1,'days':[7]} | schedule.days",
        "{'type':'weekdays','days':[]} | schedule.days",
        "{'type':'weekdays','days':['Monday']} | schedule.days",
        "{'type':'weekdays','days':['monday','monday']} | schedule.days",
        "{'type':'weekdays','days':['monday'],'n':1} | schedule.n",
      })
  void anything_else_is_refused_by_the_field_at_fault(String text, String field) {
    JsonInput fields = sent(text);
    fields.required("schedule", ScheduleJson.read(fields, "schedule"));
    Problem problem = assertThrows(InvalidRequest.class, fields::done).problem();
    assertEquals(ProblemKind.INVALID_FIELD, problem.kind());
    assertEquals(List.of(field), problem.errors().stream().map(Problem.FieldError::name).toList());
  }

  @Test
  void a_field_of_another_type_is_refused_beside_every_other_fault() {
    JsonInput fields = sent("{'type':'timesInDays','n':'3'}");
    ScheduleJson.read(fields, "schedule");
    assertEquals(
        Optional.of("schedule.n is not a whole number; schedule.days is required"), fields.fault());
  }
}
