package com.upcoach.statistics;

import com.upcoach.edge.StreakJson;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// Statistics on the wire.
///
/// @param rates by days of the stretch: "7", "30", "90", "365"
/// @param weekdays by weekday in lower case, Monday first
record StatisticsJson(
        LocalDate asOf,
        Map<String, RateJson> rates,
        Map<String, RateJson> weekdays,
        List<CellJson> calendar,
        Statistics.Totals totals,
        StreakJson streak) {

    static StatisticsJson of(Statistics statistics) {
        return new StatisticsJson(
                statistics.asOf(),
                rates(statistics.rates(), String::valueOf),
                rates(statistics.weekdays(), day -> day.name().toLowerCase(Locale.ROOT)),
                statistics.calendar().stream().map(CellJson::of).toList(),
                statistics.totals(),
                StreakJson.of(statistics.summary()));
    }

    private static <K> Map<String, RateJson> rates(
            Map<K, Statistics.Rate> rates, Function<K, String> word) {
        Map<String, RateJson> byWord = new LinkedHashMap<>();
        rates.forEach((key, rate) -> byWord.put(word.apply(key), RateJson.of(rate)));
        return byWord;
    }

    /// @param share of the days held, 0 to 1, to four decimals
    record RateJson(int held, int missed, double share) {
        static RateJson of(Statistics.Rate rate) {
            return new RateJson(
                    rate.held(), rate.missed(), Math.round(rate.share() * 10_000) / 10_000.0);
        }
    }

    record CellJson(LocalDate day, String state, double amount) {
        static CellJson of(Statistics.Cell cell) {
            return new CellJson(cell.day(), StreakJson.word(cell.state()), cell.amount());
        }
    }
}
