package com.upcoach.edge;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.upcoach.streak.DayExplained;
import com.upcoach.streak.DayState;
import com.upcoach.streak.Run;
import com.upcoach.streak.Summary;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/// Streaks on the wire.
///
/// @param current null where no streak is running; likewise longest
/// @param score 0 to 1, to four decimals
/// @param days only where an explanation was asked for
public record StreakJson(
        RunJson current,
        RunJson longest,
        double score,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<DayJson> days) {

    public static StreakJson of(Summary summary) {
        return of(summary, null);
    }

    /// @param days null where no explanation was asked for
    public static StreakJson of(Summary summary, List<DayExplained> days) {
        return new StreakJson(
                RunJson.of(summary.current()),
                RunJson.of(summary.longest()),
                Math.round(summary.score() * 10_000) / 10_000.0,
                days == null ? null : days.stream().map(DayJson::of).toList());
    }

    /// The word for a state.
    public static String word(DayState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /// @param unit `day` or `week`
    public record RunJson(int length, String unit, LocalDate from, LocalDate to) {
        public static RunJson of(Run run) {
            return run == null
                    ? null
                    : new RunJson(
                            run.length(),
                            run.unit().name().toLowerCase(Locale.ROOT),
                            run.from(),
                            run.to());
        }
    }

    /// @param rule the code of the rule that gave the state
    /// @param why the same in a sentence
    public record DayJson(LocalDate day, String state, String rule, String why) {
        static DayJson of(DayExplained explained) {
            return new DayJson(
                    explained.day(),
                    word(explained.state()),
                    explained.rule().code(),
                    explained.rule().sentence());
        }
    }
}
