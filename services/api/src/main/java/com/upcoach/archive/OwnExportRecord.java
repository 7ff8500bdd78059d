package com.upcoach.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upcoach.habit.ScheduleJson;
import com.upcoach.input.Dates;
import com.upcoach.input.JsonInput;
import com.upcoach.streak.Kind;
import com.upcoach.streak.Unlogged;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// One record of our own export, read from its fields.
///
/// The values of a record with a fault are meaningless: check [#fault] before using them.
final class OwnExportRecord {

  /// Exclusive upper bound of instants.
  private static final Instant LATEST =
      Dates.LATEST.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();

  private final JsonInput fields;

  /// @param sent refused if it is no object
  OwnExportRecord(JsonNode sent) {
    if (sent instanceof ObjectNode object) {
      fields = JsonInput.of(object);
    } else {
      fields = JsonInput.of(JsonNodeFactory.instance.objectNode());
      fields.wrong("this", "is not an object");
    }
  }

  /// Everything that is wrong with the fields read; empty if they are all valid and there is no
  /// other one, which would be lost.
  Optional<String> fault() {
    return fields.fault().map(RecordAccounting::quoted);
  }

  Archive.Member member() {
    return new Archive.Member(
        required("name", text("name")),
        // A zone that members can choose here, or could choose on the exporting server.
        required(
            "zone",
            fields.parsed("zone", ZoneId::of, "must be an IANA time zone such as Europe/Berlin")),
        required("dayStart", fields.dayStart("dayStart")),
        required("firstWeekday", fields.word("firstWeekday", DayOfWeek.class)));
  }

  Archive.Habit habit(List<Archive.Entry> entries) {
    Kind kind = required("kind", fields.word("kind", Kind.class));
    double target = fields.required("target", fields.exactAmount("target")).orElse(0.0);
    if (kind == Kind.DO && target == 0) {
      fields.wrong("target", "must be above 0");
    }
    requireOrder("start", "end");
    return new Archive.Habit(
        required("id", uuid("id")),
        required("title", text("title")),
        text("note").orElse(null),
        kind,
        text("unit").orElse(null),
        target,
        required("unlogged", fields.word("unlogged", Unlogged.class)),
        color().orElse(null),
        text("icon").orElse(null),
        fields.date("start").orElse(null),
        fields.date("end").orElse(null),
        fields.required("archived", fields.flag("archived")).orElse(false),
        required("schedule", ScheduleJson.read(fields, "schedule")),
        entries,
        Optional.empty(),
        instant("createdAt").orElse(null),
        true);
  }

  Archive.Entry checkIn() {
    boolean noteAlone = fields.isNull("amount");
    Optional<Double> amount = noteAlone ? Optional.of(0.0) : fields.exactAmount("amount");
    return new Archive.Entry(
        required("day", fields.date("day")),
        fields.required("amount", amount).orElse(0.0),
        text("note").orElse(null),
        fields.required("skipped", fields.flag("skipped")).orElse(false) && !noteAlone,
        stamp(),
        noteAlone);
  }

  Archive.Pause pause() {
    requireOrder("from", "to");
    return new Archive.Pause(
        required("id", uuid("id")),
        uuid("habitId").orElse(null),
        required("from", fields.date("from")),
        fields.date("to").orElse(null));
  }

  private Optional<Archive.Stamp> stamp() {
    Optional<Instant> at = instant("at");
    Optional<ZoneId> zone = fields.zone("zone");
    Optional<LocalTime> dayStart = fields.dayStart("dayStart");
    if (at.isEmpty() && zone.isEmpty() && dayStart.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Archive.Stamp(
            required("at", at), required("zone", zone), required("dayStart", dayStart)));
  }

  private <T> T required(String name, Optional<T> value) {
    return fields.required(name, value).orElse(null);
  }

  /// A text that is not blank, without the characters that cannot be stored.
  private Optional<String> text(String name) {
    return fields.string(name).map(SourceText::orNull);
  }

  private Optional<String> uuid(String name) {
    return fields.uuid(name).map(UUID::toString);
  }

  private Optional<String> color() {
    return text("color")
        .flatMap(
            color ->
                color.matches("#[0-9a-f]{6}")
                    ? Optional.of(color)
                    : fields.wrong("color", "must have the form #00897b"));
  }

  /// An instant within the years that days may have, truncated to the microsecond.
  private Optional<Instant> instant(String name) {
    return fields
        .instant(name)
        .flatMap(
            at ->
                at.isBefore(LATEST)
                    ? Optional.of(at.truncatedTo(ChronoUnit.MICROS))
                    : fields.wrong(name, "must be before " + LATEST));
  }

  private void requireOrder(String first, String last) {
    fields
        .date(first)
        .filter(from -> fields.date(last).filter(from::isAfter).isPresent())
        .ifPresent(from -> fields.wrong(last, "is before " + first));
  }
}
