package com.upcoach.checkin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upcoach.book.BookEdit;
import com.upcoach.book.BookEdits;
import com.upcoach.book.CheckIn;
import com.upcoach.book.Habit;
import com.upcoach.input.JsonInput;
import com.upcoach.outcome.Outcome;
import com.upcoach.outcome.Refusal;
import com.upcoach.streak.Kind;
import com.upcoach.streak.Mark;
import com.upcoach.streak.MemberClock;
import com.upcoach.streak.Schedule;
import com.upcoach.streak.Unlogged;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;

/// Test vectors of check-ins: random operations on one day with the answers of [DayChange], for the
/// rules in the member app.
final class OperationVectors {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final UUID HABIT = new UUID(1, 2);
  private static final LocalDate APIA_SKIPPED = LocalDate.of(2011, 12, 30);

  /// The last target and the last amount need more than the 53 bits of a `double`: the share is
  /// just below 199 half percents.
  private static final double[] TARGETS = {1, 0.3, 2.5, 8, 1e12, 999_999_999_999.999};

  private static final double[] AMOUNTS = {
    0,
    1,
    0.3,
    0.1 + 0.2,
    0.2999,
    2.0005,
    2.0015,
    2.5,
    4.9999,
    8,
    0.0004,
    0.00051,
    1e-7,
    1e12,
    999_999_999_999.9995,
    123_456_789.0125,
    5e11,
    994_999_999_999.999
  };

  private final Random random;

  /// An operation and its effect.
  ///
  /// @param now milliseconds since 1970
  /// @param zone the member's time zone at that time
  /// @param operation in the form of the API
  /// @param result `done`, `superseded`, or the reason why it is refused
  /// @param recorded what the day holds afterwards; null for nothing
  /// @param deletedAt when the day was last emptied, in milliseconds; null for never
  /// @param mark the day's mark afterwards
  record Step(
      long now,
      String zone,
      String dayStart,
      ObjectNode operation,
      String result,
      Recorded recorded,
      Long deletedAt,
      int mark) {}

  /// A check-in, with instants in milliseconds since 1970.
  record Recorded(
      double amount,
      String note,
      boolean skipped,
      long at,
      String zone,
      String dayStart,
      boolean noteAlone,
      long amountAt) {}

  /// The operations on a day, in the order in which they are carried out.
  record Line(String kind, double target, String start, String end, String day, List<Step> steps) {}

  OperationVectors(long seed) {
    random = new Random(seed);
  }

  Line next() {
    boolean apia = random.nextInt(8) == 0;
    LocalDate day = apia ? APIA_SKIPPED : LocalDate.of(2024, 1, 1).plusDays(random.nextInt(366));
    day = apia && random.nextBoolean() ? day.plusDays(1) : day;
    Kind kind = random.nextInt(3) == 0 ? Kind.LIMIT : Kind.DO;
    double target = kind == Kind.LIMIT && random.nextInt(4) == 0 ? 0 : any(TARGETS);
    LocalDate start = day.plusDays(random.nextInt(8) == 0 ? 1 : -random.nextInt(3));
    LocalDate end = random.nextInt(4) == 0 ? start.plusDays(random.nextInt(3)) : null;
    Habit habit = habit(kind, target, start, end);
    List<Step> steps = new ArrayList<>();
    DayContent content = DayContent.EMPTY;
    // Times are few, so many operations have the same time.
    Instant noon = day.atTime(LocalTime.NOON).atZone(ZoneId.of("UTC")).toInstant();
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      Instant now = noon.plusMillis(random.nextInt(random.nextInt(4) == 0 ? 100_000_000 : 5));
      now = random.nextInt(10) == 0 ? now.minusSeconds(100_000) : now;
      MemberClock clock = clock(apia);
      ObjectNode operation = operation(day, noon);
      Outcome<DayChange> outcome = outcome(BookEdits.of(habit, clock, now), operation, content);
      if (outcome instanceof Outcome.Done<DayChange>(DayChange change)) {
        content = change.after();
      }
      steps.add(step(habit, now, clock, operation, outcome, content));
    }
    return new Line(
        word(kind),
        habit.target(),
        start.toString(),
        end == null ? null : end.toString(),
        day.toString(),
        steps);
  }

  private MemberClock clock(boolean apia) {
    String zone = apia ? "Pacific/Apia" : random.nextBoolean() ? "UTC" : "Asia/Tokyo";
    return new MemberClock(ZoneId.of(zone), LocalTime.of(random.nextInt(7), 0));
  }

  private static Habit habit(Kind kind, double target, LocalDate start, LocalDate end) {
    return new Habit(
        HABIT,
        "Read",
        null,
        kind,
        null,
        target,
        Unlogged.HELD,
        null,
        null,
        start,
        end,
        false,
        new Schedule.Daily(),
        1,
        Instant.EPOCH);
  }

  private ObjectNode operation(LocalDate day, Instant noon) {
    ObjectNode operation = MAPPER.createObjectNode();
    operation.put("id", new UUID(random.nextLong(), random.nextLong()).toString());
    operation.put("op", random.nextInt(4) == 0 ? "delete" : "put");
    operation.put("habitId", HABIT.toString());
    operation.put("day", day.toString());
    if (random.nextInt(5) > 0) {
      operation.put("at", noon.plusMillis(random.nextInt(6)).toString());
    }
    if (random.nextInt(3) > 0) {
      operation.put("amount", any(AMOUNTS));
    }
    if (random.nextBoolean()) {
      operation.put("note", List.of("", "a", "b", "B", "é", "😀").get(random.nextInt(6)));
    } else if (random.nextInt(4) == 0) {
      operation.putNull("note");
    }
    if (random.nextInt(3) == 0) {
      operation.put("skipped", random.nextInt(3) > 0);
    }
    return operation;
  }

  private static Outcome<DayChange> outcome(
      BookEdit edit, ObjectNode operation, DayContent before) {
    ObjectNode body = MAPPER.createObjectNode();
    body.putArray("operations").add(operation.deepCopy());
    List<OfflineOperations.Numbered> operations =
        OperationFields.operations(JsonInput.of(body), fields -> fields.uuid("habitId"));
    return switch (operations.getFirst().operation()) {
      case Outcome.Done<Operation>(Operation valid) -> DayChange.of(edit, valid, before);
      case Outcome.Refused<Operation>(var refusal) ->
          throw new IllegalStateException(operation + " is refused: " + refusal);
    };
  }

  private static Step step(
      Habit habit,
      Instant now,
      MemberClock clock,
      ObjectNode operation,
      Outcome<DayChange> outcome,
      DayContent content) {
    String result =
        switch (outcome) {
          case Outcome.Done<DayChange>(DayChange change) ->
              change.superseded() ? "superseded" : "done";
          case Outcome.Refused<DayChange>(Refusal refusal) -> word(refusal);
        };
    return new Step(
        now.toEpochMilli(),
        clock.zone().getId(),
        clock.dayStart().toString(),
        operation,
        result,
        content.recorded().map(OperationVectors::recorded).orElse(null),
        content.deletedAt().map(Instant::toEpochMilli).orElse(null),
        content.recorded().map(checkIn -> mark(habit, checkIn)).orElse(Mark.NONE).code());
  }

  private static Mark mark(Habit habit, CheckIn checkIn) {
    return checkIn.noteAlone()
        ? Mark.NOTED
        : Mark.of(habit.kind(), habit.target(), checkIn.amount(), checkIn.skipped());
  }

  private static Recorded recorded(CheckIn checkIn) {
    return new Recorded(
        checkIn.amount(),
        checkIn.note(),
        checkIn.skipped(),
        checkIn.at().toEpochMilli(),
        checkIn.zone(),
        checkIn.dayStart().toString(),
        checkIn.noteAlone(),
        checkIn.amountAt().toEpochMilli());
  }

  private static String word(Refusal refusal) {
    return switch ((CheckInRefusal) refusal) {
      case CheckInRefusal.DayNotInZone _ -> "not-in-zone";
      case CheckInRefusal.DayInFuture _ -> "in-future";
      case CheckInRefusal.DayBeforeStart _ -> "before-start";
      case CheckInRefusal.DayAfterEnd _ -> "after-end";
      case CheckInRefusal.UnknownHabit _,
          CheckInRefusal.NothingRecorded _,
          CheckInRefusal.Malformed _ ->
          throw new IllegalStateException("not a refusal of a day: " + refusal);
    };
  }

  private double any(double[] values) {
    return values[random.nextInt(values.length)];
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
