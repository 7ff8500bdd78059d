package com.upcoach.checkin;

import com.upcoach.server.JacksonComparison;
import com.upcoach.server.RandomResponses;
import com.upcoach.server.WireRecords.CheckInRecord;
import com.upcoach.server.WireRecords.TodayRecord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TodayJsonTest {

  @Test
  void a_day_is_written_as_jackson_would() {
    JacksonComparison.same(answers -> answers.today(3), TodayJson::write, TodayRecord::of);
  }

  @Test
  void a_day_without_habits_is_written_as_jackson_would() {
    JacksonComparison.same(answers -> answers.today(0), TodayJson::write, TodayRecord::of);
  }

  @Test
  void a_check_in_is_written_as_jackson_would() {
    JacksonComparison.same(RandomResponses::checkIn, CheckInJson::write, CheckInRecord::of);
  }
}
