package com.upcoach.checkin;

import com.upcoach.habit.HabitJson;
import com.upcoach.habit.StreakJson;
import com.upcoach.json.JsonBytes;
import com.upcoach.json.JsonWord;

/// JSON form of the member's day.
final class TodayJson {

  private static final JsonWord DAY = JsonWord.of("day");
  private static final JsonWord ZONE = JsonWord.of("zone");
  private static final JsonWord HABITS = JsonWord.of("habits");
  private static final JsonWord HABIT = JsonWord.of("habit");
  private static final JsonWord STATE = JsonWord.of("state");
  private static final JsonWord RULE = JsonWord.of("rule");
  private static final JsonWord AMOUNT = JsonWord.of("amount");
  private static final JsonWord NOTE = JsonWord.of("note");
  private static final JsonWord STREAK = JsonWord.of("streak");

  private TodayJson() {}

  /// Writes the day and its habits.
  static void write(JsonBytes json, Today.View view) {
    json.object();
    json.name(DAY).date(view.day());
    json.name(ZONE).text(view.zone());
    json.name(HABITS).values(view.entries(), TodayJson::entry);
    json.endObject();
  }

  /// Writes one habit. The amount is 0 where nothing is recorded.
  private static void entry(JsonBytes json, Today.Entry entry) {
    json.object();
    json.name(HABIT).value(entry.habit().habit(), HabitJson::write);
    json.name(STATE).word(StreakJson.word(entry.state().state()));
    json.name(RULE).word(StreakJson.code(entry.state().rule()));
    json.name(AMOUNT).number(entry.amount() == null ? 0 : entry.amount());
    json.name(NOTE).text(entry.note());
    json.name(STREAK).value(entry.habit().summary(), StreakJson::write);
    json.endObject();
  }
}
