package com.upcoach.habit;

import com.upcoach.book.Habit;
import com.upcoach.json.JsonBytes;
import com.upcoach.json.JsonWord;
import com.upcoach.streak.Kind;
import com.upcoach.streak.Unlogged;
import java.util.Locale;
import java.util.Map;

/// JSON form of a habit.
public final class HabitJson {

  private static final JsonWord ID = JsonWord.of("id");
  private static final JsonWord TITLE = JsonWord.of("title");
  private static final JsonWord NOTE = JsonWord.of("note");
  private static final JsonWord KIND = JsonWord.of("kind");
  private static final JsonWord UNIT = JsonWord.of("unit");
  private static final JsonWord TARGET = JsonWord.of("target");
  private static final JsonWord UNLOGGED = JsonWord.of("unlogged");
  private static final JsonWord COLOR = JsonWord.of("color");
  private static final JsonWord ICON = JsonWord.of("icon");
  private static final JsonWord START = JsonWord.of("start");
  private static final JsonWord END = JsonWord.of("end");
  private static final JsonWord ARCHIVED = JsonWord.of("archived");
  private static final JsonWord SCHEDULE = JsonWord.of("schedule");
  private static final JsonWord REVISION = JsonWord.of("revision");

  private static final Map<Kind, JsonWord> KINDS = JsonWord.each(Kind.class, HabitJson::word);
  private static final Map<Unlogged, JsonWord> UNLOGGED_DAYS =
      JsonWord.each(Unlogged.class, HabitJson::word);

  private HabitJson() {}

  /// Writes the habit with all its fields.
  public static void write(JsonBytes json, Habit habit) {
    json.object();
    json.name(ID).id(habit.id());
    json.name(TITLE).text(habit.title());
    json.name(NOTE).text(habit.note());
    json.name(KIND).word(KINDS.get(habit.kind()));
    json.name(UNIT).text(habit.unit());
    json.name(TARGET).number(habit.target());
    json.name(UNLOGGED).word(UNLOGGED_DAYS.get(habit.unlogged()));
    json.name(COLOR).text(habit.color());
    json.name(ICON).text(habit.icon());
    json.name(START).date(habit.start());
    json.name(END).date(habit.end());
    json.name(ARCHIVED).flag(habit.archived());
    json.name(SCHEDULE).value(habit.schedule(), ScheduleJson::write);
    json.name(REVISION).number(habit.revision());
    json.endObject();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
