package com.upcoach.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.upcoach.edge.TimeZones;
import com.upcoach.habit.ScheduleJson;
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

/// Reads the fields of one small JSON object, and remembers the first that does not fit.
///
/// After a misfit the values returned mean nothing: ask for [#problem()] before using them.
final class JsonFields {

    private static final LocalTime LATEST_DAY_START = LocalTime.of(6, 0);

    private static final Instant EARLIEST =
            SourceText.FIRST_DAY.atStartOfDay(ZoneOffset.UTC).toInstant();

    /// After any instant that is taken.
    private static final Instant LATEST =
            SourceText.LAST_DAY.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();

    private final JsonNode node;
    private String problem;

    /// @param known the names that may stand there; any other is a problem, as losing it silently
    ///     would be a loss
    JsonFields(JsonNode node, Set<String> known) {
        this.node = node;
        if (!node.isObject()) {
            misfit("this is not an object");
        }
        node.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                misfit(Ledger.quoted(name) + " is not a known field");
                            }
                        });
    }

    /// What is wrong with the first field that does not fit; null when all fit.
    String problem() {
        return problem;
    }

    boolean has(String field) {
        return node.hasNonNull(field);
    }

    /// A text that has to be there and not blank.
    String text(String field) {
        String text = textOrNull(field);
        if (text == null) {
            misfit(field + " is missing");
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
            misfit(field + " is not a UUID");
            return text;
        }
    }

    String textOrNull(String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            misfit(field + " is not a text");
            return null;
        }
        return SourceText.orNull(value.textValue());
    }

    /// A number from 0 to the largest amount.
    double amount(String field) {
        double amount = node.path(field).isNumber() ? node.path(field).doubleValue() : Double.NaN;
        if (Double.isNaN(amount) || amount < 0 || amount > SourceNumber.LARGEST_AMOUNT) {
            misfit(field + " is not a number from 0 to 1,000,000,000,000");
            return 0;
        }
        return amount;
    }

    boolean flag(String field) {
        if (!node.path(field).isBoolean()) {
            misfit(field + " is not true or false");
        }
        return node.path(field).booleanValue();
    }

    LocalDate day(String field) {
        LocalDate day = dayOrNull(field);
        if (day == null) {
            misfit(field + " is missing");
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
            misfit(field + " is not a date like 2026-03-18");
        }
        return day;
    }

    /// Refuses a range that ends before it begins; either day may be null.
    void requireOrder(String first, LocalDate from, String last, LocalDate to) {
        if (from != null && to != null && to.isBefore(from)) {
            misfit(last + " is before " + first);
        }
    }

    /// An instant of the years that days have, to the microsecond.
    Instant instant(String field) {
        try {
            Instant at = Instant.parse(text(field));
            if (!at.isBefore(EARLIEST) && at.isBefore(LATEST)) {
                return at.truncatedTo(ChronoUnit.MICROS);
            }
            misfit(field + " is not between 1900 and 2199");
        } catch (DateTimeException notAnInstant) {
            misfit(field + " is not an instant like 2026-03-18T07:00:00Z");
        }
        return Instant.EPOCH;
    }

    /// A time zone that a member may have.
    ZoneId zone(String field) {
        return TimeZones.parse(text(field)).orElseGet(() -> notAZone(field));
    }

    /// A time zone that a member may have, or had where it was exported.
    ZoneId foreignZone(String field) {
        try {
            return ZoneId.of(text(field));
        } catch (DateTimeException notAZone) {
            return notAZone(field);
        }
    }

    private ZoneId notAZone(String field) {
        misfit(field + " is not a time zone like Europe/Berlin");
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
            misfit(field + " is not a time like 03:00");
        }
        misfit(field + " is not between 00:00 and 06:00");
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
        misfit(field + " is not one of the known words");
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
                misfit(field + ": " + Ledger.quoted(message));
                yield new Schedule.Daily();
            }
        };
    }

    /// Notes what is wrong, unless something already was.
    void misfit(String sentence) {
        if (problem == null) {
            problem = sentence;
        }
    }
}
