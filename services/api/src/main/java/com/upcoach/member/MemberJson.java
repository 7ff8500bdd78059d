package com.upcoach.member;

import com.upcoach.json.JsonBytes;
import com.upcoach.json.JsonWord;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;

/// A member as JSON.
///
/// @param dayStart local time, `03:00`
/// @param firstWeekday lower case, `monday`
record MemberJson(
    UUID id,
    String email,
    String name,
    String zone,
    String dayStart,
    String firstWeekday,
    String role,
    Instant createdAt) {

  private static final DateTimeFormatter HOUR_AND_MINUTE = DateTimeFormatter.ofPattern("HH:mm");

  private static final JsonWord ID = JsonWord.of("id");
  private static final JsonWord EMAIL = JsonWord.of("email");
  private static final JsonWord NAME = JsonWord.of("name");
  private static final JsonWord ZONE = JsonWord.of("zone");
  private static final JsonWord DAY_START = JsonWord.of("dayStart");
  private static final JsonWord FIRST_WEEKDAY = JsonWord.of("firstWeekday");
  private static final JsonWord ROLE = JsonWord.of("role");
  private static final JsonWord CREATED_AT = JsonWord.of("createdAt");

  /// Writes the same JSON as bytes, for responses with an entity tag.
  static void write(JsonBytes json, Member member) {
    json.object();
    json.name(ID).id(member.id());
    json.name(EMAIL).text(member.email());
    json.name(NAME).text(member.name());
    json.name(ZONE).text(member.memberClock().zone().getId());
    json.name(DAY_START).text(text(member.memberClock().dayStart()));
    json.name(FIRST_WEEKDAY).text(word(member.firstWeekday()));
    json.name(ROLE).text(member.role().word());
    json.name(CREATED_AT).instant(member.createdAt());
    json.endObject();
  }

  private static String word(DayOfWeek weekday) {
    return weekday.name().toLowerCase(Locale.ROOT);
  }

  static MemberJson of(Member member) {
    return new MemberJson(
        member.id(),
        member.email(),
        member.name(),
        member.memberClock().zone().getId(),
        text(member.memberClock().dayStart()),
        word(member.firstWeekday()),
        member.role().word(),
        member.createdAt());
  }

  /// The JSON form of a local time: `03:00`.
  static String text(LocalTime time) {
    return HOUR_AND_MINUTE.format(time);
  }
}
