package com.upcoach.statistics;

import com.upcoach.habit.StreakJson;
import com.upcoach.json.JsonBytes;
import com.upcoach.json.JsonWord;
import java.time.DayOfWeek;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// JSON form of statistics.
final class StatisticsJson {

  private static final JsonWord AS_OF = JsonWord.of("asOf");
  private static final JsonWord RATES = JsonWord.of("rates");
  private static final JsonWord WEEKDAYS = JsonWord.of("weekdays");
  private static final JsonWord CALENDAR = JsonWord.of("calendar");
  private static final JsonWord TOTALS = JsonWord.of("totals");
  private static final JsonWord STREAK = JsonWord.of("streak");
  private static final JsonWord HELD = JsonWord.of("held");
  private static final JsonWord MISSED = JsonWord.of("missed");
  private static final JsonWord SKIPPED = JsonWord.of("skipped");
  private static final JsonWord SHARE = JsonWord.of("share");
  private static final JsonWord DAY = JsonWord.of("day");
  private static final JsonWord STATE = JsonWord.of("state");
  private static final JsonWord AMOUNT = JsonWord.of("amount");
  private static final JsonWord CHECK_INS = JsonWord.of("checkIns");

  private static final Map<DayOfWeek, JsonWord> WEEKDAY_NAMES =
      JsonWord.each(DayOfWeek.class, day -> day.name().toLowerCase(Locale.ROOT));

  private static final Map<Integer, JsonWord> PERIODS =
      HabitStatistics.PERIODS.stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  days -> days, days -> JsonWord.of(String.valueOf(days))));

  private StatisticsJson() {}

  /// Writes the statistics. Rates are keyed by the length of their period and by weekday.
  static void write(JsonBytes json, Statistics statistics) {
    json.object();
    json.name(AS_OF).date(statistics.asOf());
    json.name(RATES);
    rates(json, statistics.rates(), PERIODS::get);
    json.name(WEEKDAYS);
    rates(json, statistics.weekdays(), WEEKDAY_NAMES::get);
    json.name(CALENDAR).values(statistics.calendar(), StatisticsJson::cell);
    json.name(TOTALS).value(statistics.totals(), StatisticsJson::totals);
    json.name(STREAK).value(statistics.summary(), StreakJson::write);
    json.endObject();
  }

  /// Writes the streaks alone.
  static void streak(JsonBytes json, HabitStatistics.Explained explained) {
    StreakJson.write(json, explained.summary());
  }

  /// Writes the streaks with every run and the explained days.
  static void explained(JsonBytes json, HabitStatistics.Explained explained) {
    StreakJson.write(json, explained.summary(), explained.runs(), explained.days());
  }

  private static <K> void rates(
      JsonBytes json, Map<K, Statistics.Rate> rates, Function<K, JsonWord> name) {
    json.object();
    for (Map.Entry<K, Statistics.Rate> rate : rates.entrySet()) {
      json.name(name.apply(rate.getKey())).value(rate.getValue(), StatisticsJson::rate);
    }
    json.endObject();
  }

  private static void rate(JsonBytes json, Statistics.Rate rate) {
    json.object();
    json.name(HELD).number(rate.held());
    json.name(MISSED).number(rate.missed());
    json.name(SHARE).number(StreakJson.share(rate.share()));
    json.endObject();
  }

  private static void cell(JsonBytes json, Statistics.Cell cell) {
    json.object();
    json.name(DAY).date(cell.day());
    json.name(STATE).word(StreakJson.word(cell.state()));
    json.name(AMOUNT).number(cell.amount());
    json.endObject();
  }

  private static void totals(JsonBytes json, Statistics.Totals totals) {
    json.object();
    json.name(CHECK_INS).number(totals.checkIns());
    json.name(HELD).number(totals.held());
    json.name(MISSED).number(totals.missed());
    json.name(SKIPPED).number(totals.skipped());
    json.name(AMOUNT).number(totals.amount());
    json.endObject();
  }
}
