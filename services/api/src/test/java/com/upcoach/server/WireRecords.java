package com.upcoach.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.book.CheckIn;
import com.upcoach.book.Habit;
import com.upcoach.book.Standing;
import com.upcoach.checkin.Today;
import com.upcoach.habit.ScheduleJson;
import com.upcoach.http.JsonCustomizer;
import com.upcoach.leaderboard.Board;
import com.upcoach.statistics.HabitStatistics;
import com.upcoach.statistics.Statistics;
import com.upcoach.streak.DayExplained;
import com.upcoach.streak.Run;
import com.upcoach.streak.Summary;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// The responses as records for Jackson: the reference for the hand-written JSON writers.
public final class WireRecords {

  /// The mapper of commands; `WireRecordsTest` verifies that it writes what the server writes.
  private static final ObjectMapper MAPPER = JsonCustomizer.mapper();

  private WireRecords() {}

  /// The JSON that Jackson writes.
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  public record HabitRecord(
      UUID id,
      String title,
      String note,
      String kind,
      String unit,
      double target,
      String unlogged,
      String color,
      String icon,
      LocalDate start,
      LocalDate end,
      boolean archived,
      JsonNode schedule,
      int revision) {

    public static HabitRecord of(Habit habit) {
      return new HabitRecord(
          habit.id(),
          habit.title(),
          habit.note(),
          word(habit.kind()),
          habit.unit(),
          habit.target(),
          word(habit.unlogged()),
          habit.color(),
          habit.icon(),
          habit.start(),
          habit.end(),
          habit.archived(),
          ScheduleJson.write(habit.schedule()),
          habit.revision());
    }
  }

  public record CheckInRecord(
      UUID habitId,
      LocalDate day,
      double amount,
      String note,
      boolean skipped,
      Instant at,
      String zone) {

    public static CheckInRecord of(CheckIn checkIn) {
      return new CheckInRecord(
          checkIn.habitId(),
          checkIn.day(),
          checkIn.amount(),
          checkIn.note(),
          checkIn.skipped(),
          checkIn.at(),
          checkIn.zone());
    }
  }

  public record TodayRecord(LocalDate day, String zone, List<EntryRecord> habits) {
    public static TodayRecord of(Today.View view) {
      return new TodayRecord(
          view.day(), view.zone(), view.entries().stream().map(EntryRecord::of).toList());
    }
  }

  public record EntryRecord(
      HabitRecord habit,
      String state,
      String rule,
      double amount,
      String note,
      StreakRecord streak) {
    static EntryRecord of(Today.Entry entry) {
      return new EntryRecord(
          HabitRecord.of(entry.habit().habit()),
          word(entry.state().state()),
          entry.state().rule().code(),
          entry.amount() == null ? 0 : entry.amount(),
          entry.note(),
          StreakRecord.of(entry.habit().summary()));
    }
  }

  /// @param runs only with an explanation; likewise days
  public record StreakRecord(
      RunRecord current,
      RunRecord longest,
      double score,
      @JsonInclude(JsonInclude.Include.NON_NULL) List<RunRecord> runs,
      @JsonInclude(JsonInclude.Include.NON_NULL) List<DayRecord> days) {

    public static StreakRecord of(Summary summary) {
      return of(summary, null, null);
    }

    public static StreakRecord of(HabitStatistics.Explained explained) {
      return of(
          explained.summary(),
          explained.runs().stream().map(RunRecord::of).toList(),
          explained.days().stream().map(DayRecord::of).toList());
    }

    private static StreakRecord of(Summary summary, List<RunRecord> runs, List<DayRecord> days) {
      return new StreakRecord(
          RunRecord.of(summary.current()),
          RunRecord.of(summary.longest()),
          fourDecimals(summary.score()),
          runs,
          days);
    }
  }

  public record RunRecord(int length, String unit, LocalDate from, LocalDate to) {
    static RunRecord of(Run run) {
      return run == null
          ? null
          : new RunRecord(run.length(), word(run.unit()), run.from(), run.to());
    }
  }

  public record DayRecord(LocalDate day, String state, String rule, String why) {
    static DayRecord of(DayExplained explained) {
      return new DayRecord(
          explained.day(),
          word(explained.state()),
          explained.rule().code(),
          explained.rule().sentence());
    }
  }

  public record StatisticsRecord(
      LocalDate asOf,
      Map<String, RateRecord> rates,
      Map<String, RateRecord> weekdays,
      List<CellRecord> calendar,
      Statistics.Totals totals,
      StreakRecord streak) {

    public static StatisticsRecord of(Statistics statistics) {
      return new StatisticsRecord(
          statistics.asOf(),
          rates(statistics.rates(), String::valueOf),
          rates(statistics.weekdays(), WireRecords::word),
          statistics.calendar().stream().map(CellRecord::of).toList(),
          statistics.totals(),
          StreakRecord.of(statistics.summary()));
    }

    private static <K> Map<String, RateRecord> rates(
        Map<K, Statistics.Rate> rates, Function<K, String> word) {
      Map<String, RateRecord> byWord = new LinkedHashMap<>();
      rates.forEach(
          (key, rate) ->
              byWord.put(
                  word.apply(key),
                  new RateRecord(rate.held(), rate.missed(), fourDecimals(rate.share()))));
      return byWord;
    }
  }

  public record RateRecord(int held, int missed, double share) {}

  public record CellRecord(LocalDate day, String state, double amount) {
    static CellRecord of(Statistics.Cell cell) {
      return new CellRecord(cell.day(), word(cell.state()), cell.amount());
    }
  }

  /// @param starts null for all time
  public record BoardRecord(
      String id, String period, LocalDate starts, List<Board.Entry> items, String next) {
    public static BoardRecord of(String id, Board board) {
      return new BoardRecord(
          id, board.standing().period().word(), starts(board), board.entries(), board.next());
    }

    private static LocalDate starts(Board board) {
      return board.standing().period() == Standing.Period.ALL ? null : board.standing().starts();
    }
  }

  /// @param rank null where the member has no points
  public record OwnPlaceRecord(
      String id,
      String period,
      LocalDate starts,
      Integer rank,
      int points,
      List<Board.Entry> neighbours) {
    public static OwnPlaceRecord of(String id, UUID memberId, Board board) {
      return new OwnPlaceRecord(
          id,
          board.standing().period().word(),
          BoardRecord.starts(board),
          board.of(memberId).map(Board.Entry::rank).orElse(null),
          board.of(memberId).map(Board.Entry::points).orElse(0),
          board.entries());
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static double fourDecimals(double share) {
    return Math.round(share * 10_000) / 10_000.0;
  }
}
