package com.upcoach.statistics;

import com.upcoach.habit.StreakJson;
import com.upcoach.server.JacksonComparison;
import com.upcoach.server.RandomResponses;
import com.upcoach.server.WireRecords.StatisticsRecord;
import com.upcoach.server.WireRecords.StreakRecord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StatisticsJsonTest {

  @Test
  void statistics_are_written_as_jackson_would() {
    JacksonComparison.same(
        RandomResponses::statistics, StatisticsJson::write, StatisticsRecord::of);
  }

  @Test
  void a_streak_is_written_as_jackson_would() {
    JacksonComparison.same(RandomResponses::summary, StreakJson::write, StreakRecord::of);
  }

  @Test
  void an_explained_streak_is_written_as_jackson_would() {
    JacksonComparison.same(RandomResponses::streak, StatisticsJson::explained, StreakRecord::of);
  }
}
