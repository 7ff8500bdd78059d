package com.upcoach.habit;

import com.upcoach.json.JsonBytes;
import com.upcoach.json.JsonWord;
import com.upcoach.streak.DayExplained;
import com.upcoach.streak.DayRule;
import com.upcoach.streak.DayState;
import com.upcoach.streak.Run;
import com.upcoach.streak.StreakUnit;
import com.upcoach.streak.Summary;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// JSON form of streaks.
public final class StreakJson {

  private static final JsonWord CURRENT = JsonWord.of("current");
  private static final JsonWord LONGEST = JsonWord.of("longest");
  private static final JsonWord SCORE = JsonWord.of("score");
  private static final JsonWord RUNS = JsonWord.of("runs");
  private static final JsonWord DAYS = JsonWord.of("days");
  private static final JsonWord LENGTH = JsonWord.of("length");
  private static final JsonWord UNIT = JsonWord.of("unit");
  private static final JsonWord FROM = JsonWord.of("from");
  private static final JsonWord TO = JsonWord.of("to");
  private static final JsonWord DAY = JsonWord.of("day");
  private static final JsonWord STATE = JsonWord.of("state");
  private static final JsonWord RULE = JsonWord.of("rule");
  private static final JsonWord WHY = JsonWord.of("why");

  private static final Map<DayState, JsonWord> STATES =
      JsonWord.each(DayState.class, state -> state.name().toLowerCase(Locale.ROOT));
  private static final Map<StreakUnit, JsonWord> UNITS =
      JsonWord.each(StreakUnit.class, unit -> unit.name().toLowerCase(Locale.ROOT));
  private static final Map<DayRule, JsonWord> CODES = JsonWord.each(DayRule.class, DayRule::code);
  private static final Map<DayRule, JsonWord> SENTENCES =
      JsonWord.each(DayRule.class, DayRule::sentence);

  private static final double DECIMALS = 10_000;

  private StreakJson() {}

  /// The word for a state.
  public static JsonWord word(DayState state) {
    return STATES.get(state);
  }

  /// The code of a rule.
  public static JsonWord code(DayRule rule) {
    return CODES.get(rule);
  }

  /// Rounds a share of 0 to 1 to four decimals.
  public static double share(double share) {
    return Math.round(share * DECIMALS) / DECIMALS;
  }

  /// Writes the current and the longest run, null where none exists, and the score.
  public static void write(JsonBytes json, Summary summary) {
    json.object();
    summary(json, summary);
    json.endObject();
  }

  /// Writes the summary, every run in the habit's history, and the explained days.
  public static void write(
      JsonBytes json, Summary summary, List<Run> runs, List<DayExplained> days) {
    json.object();
    summary(json, summary);
    json.name(RUNS).values(runs, StreakJson::run);
    json.name(DAYS).values(days, StreakJson::day);
    json.endObject();
  }

  private static void summary(JsonBytes json, Summary summary) {
    json.name(CURRENT).value(summary.current(), StreakJson::run);
    json.name(LONGEST).value(summary.longest(), StreakJson::run);
    json.name(SCORE).number(share(summary.score()));
  }

  private static void run(JsonBytes json, Run run) {
    json.object();
    json.name(LENGTH).number(run.length());
    json.name(UNIT).word(UNITS.get(run.unit()));
    json.name(FROM).date(run.from());
    json.name(TO).date(run.to());
    json.endObject();
  }

  /// Writes a day with its state, the code of the rule that decided it, and the rule as a sentence.
  private static void day(JsonBytes json, DayExplained explained) {
    json.object();
    json.name(DAY).date(explained.day());
    json.name(STATE).word(word(explained.state()));
    json.name(RULE).word(code(explained.rule()));
    json.name(WHY).word(SENTENCES.get(explained.rule()));
    json.endObject();
  }
}
