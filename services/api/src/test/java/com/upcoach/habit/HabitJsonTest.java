package com.upcoach.habit;

import static org.junit.jupiter.api.Assertions.assertThrows;

import com.upcoach.book.Habit;
import com.upcoach.json.JsonWord;
import com.upcoach.json.JsonWriter;
import com.upcoach.paging.Page;
import com.upcoach.server.JacksonComparison;
import com.upcoach.server.RandomResponses;
import com.upcoach.server.WireRecords.HabitRecord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HabitJsonTest {

  @Test
  void a_habit_is_written_as_jackson_would() {
    JacksonComparison.same(RandomResponses::habit, HabitJson::write, HabitRecord::of);
  }

  @Test
  void a_missing_field_is_detected() {
    JsonWriter<Habit> forgetful =
        (json, habit) -> {
          json.object();
          json.name(JsonWord.of("id")).id(habit.id());
          json.name(JsonWord.of("title")).text(habit.title());
          json.endObject();
        };
    assertThrows(
        AssertionError.class,
        () -> JacksonComparison.same(RandomResponses::habit, forgetful, HabitRecord::of));
  }

  @Test
  void a_page_of_habits_is_written_as_jackson_would() {
    JacksonComparison.same(
        answers -> new Page<>(answers.many(3, answers::habit), answers.text()),
        Page.writer(HabitJson::write),
        page -> page.map(HabitRecord::of));
    JacksonComparison.same(
        answers -> new Page<>(answers.many(1, answers::habit), null),
        Page.writer(HabitJson::write),
        page -> page.map(HabitRecord::of));
  }
}
