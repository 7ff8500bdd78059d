package com.upcoach.member;

import com.upcoach.access.Role;
import com.upcoach.server.JacksonComparison;
import com.upcoach.server.RandomResponses;
import com.upcoach.streak.MemberClock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MemberJsonTest {

  @Test
  void the_json_of_a_member_equals_jacksons() {
    JacksonComparison.same(MemberJsonTest::member, MemberJson::write, MemberJson::of);
  }

  private static Member member(RandomResponses answers) {
    String text = answers.text();
    int number = Math.floorMod(text.hashCode(), 7);
    return new Member(
        UUID.nameUUIDFromBytes(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        text + "@example.org",
        answers.text(),
        new MemberClock(ZoneId.of("Europe/Berlin"), LocalTime.of(number % 6, number * 8)),
        DayOfWeek.of(number + 1),
        number == 0 ? Role.ADMIN : Role.MEMBER,
        Instant.ofEpochMilli(Math.abs((long) text.hashCode()) * 1_000 + number * 100L));
  }
}
