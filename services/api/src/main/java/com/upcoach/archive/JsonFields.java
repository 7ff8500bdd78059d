package com.upcoach.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.upcoach.habit.ScheduleJson;
import com.upcoach.input.TimeZones;
import com.upcoach.outcome.Outcome;
import com.upcoach.streak.Schedule;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;

/// Reads the fields of one small JSON object, and remembers the first invalid one.
///
/// After an invalid field the returned values are meaningless: check [#problem()] before using
/// them.
final class JsonFields {

  private static final LocalTime LATEST_DAY_START = LocalTime.of(6, 0);

  private static final Instant EARLIEST =
      SourceText.FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant();

  /// Exclusive upper bound of instants.
  private static final Instant LATEST =
      SourceText.LAST_DAY.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();

  private final JsonNode node;
  private String problem;

  /// @param known the allowed names. Any other is a problem, because ignoring it would lose data
  ///     silently
  JsonFields(JsonNode node, Set<String> known) {
    this.node = node;
    if (!node.isObject()) {
      invalid("this is not an object");
    }
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!known.contains(name)) {
                invalid(RecordAccounting.quoted(name) + " is not a known field");
              }
            });
  }

  /// What is wrong with the first invalid field; null if all are valid.
  String problem() {
    return problem;
  }

  boolean has(String field) {
    return node.hasNonNull(field);
  }

  /// A required text that is not blank.
  String text(String field) {
    String text = textOrNull(field);
    if (text == null) {
      invalid(field + " is missing");
      return "";
    }
    return text;
  }

  /// A UUID, in the form that [UUID#toString] gives.
  String uuid(String field) {
    String text = text(field);
    try {
      return UUID.fromString(text).toString();
    } catch (IllegalArgumentException notAUuid) {
      invalid(field + " is not a UUID");
      return text;
    }
  }

  String textOrNull(String field) {
    JsonNode value = node.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!value.isTextual()) {
      invalid(field + " is not a text");
      return null;
    }
    return SourceText.orNull(value.textValue());
  }

  /// A number from 0 to the largest allowed amount.
  double amount(String field) {
    double amount = node.path(field).isNumber() ? node.path(field).doubleValue() : Double.NaN;
    if (Double.isNaN(amount) || amount < 0 || amount > SourceNumber.LARGEST_AMOUNT) {
      invalid(field + " is not a number from 0 to 1,000,000,000,000");
      return 0;
    }
    return amount;
  }

  boolean flag(String field) {
    if (!node.path(field).isBoolean()) {
      invalid(field + " is not true or false");
    }
    return node.path(field).booleanValue();
  }

  LocalDate day(String field) {
    LocalDate day = dayOrNull(field);
    if (day == null) {
      invalid(field + " is missing");
    }
    return day;
  }

  LocalDate dayOrNull(String field) {
    String text = textOrNull(field);
    if (text == null) {
      return null;
    }
    LocalDate day = SourceText.day(text).orElse(null);
    if (day == null) {
      invalid(field + " is not a date like 2026-03-18");
    }
    return day;
  }

  /// Refuses a range that ends before it begins; either day may be null.
  void requireOrder(String first, LocalDate from, String last, LocalDate to) {
    if (from != null && to != null && to.isBefore(from)) {
      invalid(last + " is before " + first);
    }
  }

  /// An instant within the allowed years, truncated to the microsecond.
  Instant instant(String field) {
    try {
      Instant at = Instant.parse(text(field));
      if (!at.isBefore(EARLIEST) && at.isBefore(LATEST)) {
        return at.truncatedTo(ChronoUnit.MICROS);
      }
      invalid(field + " is not between 1900 and 2199");
    } catch (DateTimeException notAnInstant) {
      invalid(field + " is not an instant like 2026-03-18T07:00:00Z");
    }
    return Instant.EPOCH;
  }

  /// A time zone that members can choose.
  ZoneId zone(String field) {
    return TimeZones.parse(text(field)).orElseGet(() -> notAZone(field));
  }

  /// A time zone that members can choose, or could choose on the exporting server.
  ZoneId foreignZone(String field) {
    try {
      return ZoneId.of(text(field));
    } catch (DateTimeException notAZone) {
      return notAZone(field);
    }
  }

  private ZoneId notAZone(String field) {
    invalid(field + " is not a time zone like Europe/Berlin");
    return ZoneOffset.UTC;
  }

  /// A time of day from 00:00 to 06:00.
  LocalTime dayStart(String field) {
    try {
      LocalTime time = LocalTime.parse(text(field));
      if (!time.isAfter(LATEST_DAY_START)) {
        return time.truncatedTo(ChronoUnit.MINUTES);
      }
    } catch (DateTimeException notATime) {
      invalid(field + " is not a time like 03:00");
    }
    invalid(field + " is not between 00:00 and 06:00");
    return LocalTime.MIDNIGHT;
  }

  /// A constant by its lower-case name.
  <E extends Enum<E>> E word(String field, Class<E> type) {
    String word = text(field);
    for (E constant : type.getEnumConstants()) {
      if (OwnExport.word(constant).equals(word)) {
        return constant;
      }
    }
    invalid(field + " is not one of the known words");
    return type.getEnumConstants()[0];
  }

  Schedule schedule(String field) {
    return switch (ScheduleJson.read(node.path(field))) {
      case Outcome.Done<Schedule>(Schedule schedule) -> schedule;
      case Outcome.Refused<Schedule> refused -> {
        String message =
            refused.refusal() instanceof ScheduleJson.Malformed malformed
                ? malformed.message()
                : "it is not a schedule";
        invalid(field + ": " + RecordAccounting.quoted(message));
        yield new Schedule.Daily();
      }
    };
  }

  /// Records the problem, unless one is recorded already.
  void invalid(String sentence) {
    if (problem == null) {
      problem = sentence;
    }
  }
}
