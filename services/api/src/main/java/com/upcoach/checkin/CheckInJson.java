package com.upcoach.checkin;

import com.upcoach.book.CheckIn;
import com.upcoach.json.JsonBytes;
import com.upcoach.json.JsonWord;

/// JSON form of a check-in.
final class CheckInJson {

  private static final JsonWord HABIT_ID = JsonWord.of("habitId");
  private static final JsonWord DAY = JsonWord.of("day");
  private static final JsonWord AMOUNT = JsonWord.of("amount");
  private static final JsonWord NOTE = JsonWord.of("note");
  private static final JsonWord SKIPPED = JsonWord.of("skipped");
  private static final JsonWord AT = JsonWord.of("at");
  private static final JsonWord ZONE = JsonWord.of("zone");

  private CheckInJson() {}

  /// Writes the check-in with all its fields except the start of its day.
  static void write(JsonBytes json, CheckIn checkIn) {
    json.object();
    json.name(HABIT_ID).id(checkIn.habitId());
    json.name(DAY).date(checkIn.day());
    json.name(AMOUNT).number(checkIn.amount());
    json.name(NOTE).text(checkIn.note());
    json.name(SKIPPED).flag(checkIn.skipped());
    json.name(AT).instant(checkIn.at());
    json.name(ZONE).text(checkIn.zone());
    json.endObject();
  }
}
