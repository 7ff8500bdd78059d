package com.upcoach.input;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.problem.WellFormedText;
import com.upcoach.streak.Amounts;
import com.upcoach.streak.MemberClock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads and validates the fields of a JSON object from a request, and collects all errors before
/// it refuses the object.
///
/// Each getter reads one field by name and checks its type and limits. It returns the value, or an
/// empty [Optional] if the field is missing, null or invalid. [#done] then refuses the object if it
/// has an invalid field, or a field that no getter has read. Values may be used only after [#done].
public final class JsonInput {

  private static final BoundedJson BODIES = new BoundedJson(16, 100_000);

  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

  private final ObjectNode object;
  private final String path;
  private final List<Problem.FieldError> errors;
  private final Set<String> readNames = new HashSet<>();

  private JsonInput(ObjectNode object, String path, List<Problem.FieldError> errors) {
    this.object = object;
    this.path = path;
    this.errors = errors;
  }

  /// The fields of a request body.
  ///
  /// @throws InvalidRequest if the body is not one JSON object
  public static JsonInput of(byte[] body) {
    return switch (BODIES.parse(body)) {
      case ObjectNode object -> of(object);
      case JsonNode other ->
          throw new InvalidRequest(
              Problem.of(
                  ProblemKind.MALFORMED_JSON, "Send one JSON object, not " + kindOf(other) + "."));
    };
  }

  /// The fields of a parsed object.
  public static JsonInput of(ObjectNode object) {
    return of(object, "");
  }

  /// The fields of an object within a parsed body.
  ///
  /// @param path of the object, which precedes the names of its fields in errors: `requests[0].`
  public static JsonInput of(ObjectNode object, String path) {
    return new JsonInput(object, path, new ArrayList<>());
  }

  /// Whether the field was sent, including as null.
  public boolean has(String name) {
    return object.has(name);
  }

  /// Whether the field was sent as null, which in a change means to remove the value.
  public boolean isNull(String name) {
    readNames.add(name);
    return object.has(name) && object.get(name).isNull();
  }

  /// One line of `min` to `max` characters, after [PlainText] has removed surrounding white space.
  public Optional<String> text(String name, int min, int max) {
    return text(name, min, max, PlainText.Lines.ONE);
  }

  /// Text that may contain line feeds and tabs, such as a note, of `min` to `max` characters.
  public Optional<String> lines(String name, int min, int max) {
    return text(name, min, max, PlainText.Lines.MANY);
  }

  private Optional<String> text(String name, int min, int max, PlainText.Lines lines) {
    return string(name)
        .map(PlainText::trimmed)
        .flatMap(
            text ->
                text.length() < min || text.length() > max
                    ? wrong(
                        name,
                        "has %d characters; %d to %d are allowed"
                            .formatted(text.length(), min, max))
                    : PlainText.fault(text, lines)
                        .map(reason -> this.<String>wrong(name, reason))
                        .orElse(Optional.of(text)));
  }

  /// Text exactly as sent, including white space: a password.
  public Optional<String> secret(String name, int min, int max) {
    return string(name)
        .flatMap(
            secret -> {
              if (secret.length() < min || secret.length() > max) {
                return wrong(name, "must have %d to %d characters".formatted(min, max));
              }
              return WellFormedText.isIn(secret)
                  ? Optional.of(secret)
                  : wrong(name, "has half of a surrogate pair");
            });
  }

  /// Text exactly as sent, of any length and with any characters.
  public Optional<String> string(String name) {
    return value(
        name,
        node ->
            node.isTextual()
                ? Optional.of(node.textValue())
                : wrong(name, "must be text, not " + kindOf(node)));
  }

  /// One of several words.
  public Optional<String> word(String name, List<String> words) {
    return value(
        name,
        node ->
            node.isTextual() && words.contains(node.textValue())
                ? Optional.of(node.textValue())
                : wrong(
                    name,
                    "must be " + String.join(", ", words).replaceFirst(", ([^,]+)$", " or $1")));
  }

  /// A constant, by its name in lower case.
  public <E extends Enum<E>> Optional<E> word(String name, Class<E> type) {
    List<String> words =
        Stream.of(type.getEnumConstants())
            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
            .toList();
    return word(name, words).map(word -> type.getEnumConstants()[words.indexOf(word)]);
  }

  /// A UUID.
  public Optional<UUID> uuid(String name) {
    return value(
        name,
        node ->
            node.isTextual() && Ids.isId(node.textValue())
                ? Optional.of(UUID.fromString(node.textValue()))
                : wrong(name, "must be a UUID"));
  }

  /// An ISO date, `2026-11-23`.
  public Optional<LocalDate> date(String name) {
    return parsed(name, Dates::parse, "must be a date such as 2026-11-23");
  }

  /// An ISO instant from 1900 on, with any offset.
  public Optional<Instant> instant(String name) {
    return parsed(
            name,
            text -> OffsetDateTime.parse(text).toInstant(),
            "must be an instant such as 2026-11-23T10:15:30Z")
        .flatMap(
            at ->
                at.isBefore(EARLIEST)
                    ? wrong(name, "must not be before " + EARLIEST)
                    : Optional.of(at));
  }

  /// A time zone that members can choose.
  public Optional<ZoneId> zone(String name) {
    return parsed(
        name,
        text -> TimeZones.parse(text).orElseThrow(IllegalArgumentException::new),
        "must be an IANA time zone such as Europe/Berlin");
  }

  /// The time at which a member's day begins, `03:00`.
  public Optional<LocalTime> dayStart(String name) {
    return parsed(
        name,
        text -> {
          LocalTime time = LocalTime.parse(text);
          if (text.length() != 5 || time.isAfter(MemberClock.LATEST_DAY_START)) {
            throw new IllegalArgumentException("out of range");
          }
          return time;
        },
        "must be a time from 00:00 to 06:00");
  }

  /// A number from 0 to [Amounts#LARGEST], rounded to the precision of [Amounts].
  public Optional<Double> amount(String name) {
    return exactAmount(name).map(Amounts::rounded);
  }

  /// A number from 0 to [Amounts#LARGEST], as sent.
  public Optional<Double> exactAmount(String name) {
    return value(
        name,
        node -> {
          if (!node.isNumber()) {
            return wrong(name, "must be a number, not " + kindOf(node));
          }
          double amount = node.doubleValue();
          if (amount < 0) {
            return wrong(name, "must not be negative");
          }
          return Amounts.inRange(amount)
              ? Optional.of(amount)
              : wrong(name, "must be at most 1e12");
        });
  }

  /// A boolean.
  public Optional<Boolean> flag(String name) {
    return value(
        name,
        node ->
            node.isBoolean()
                ? Optional.of(node.booleanValue())
                : wrong(name, "must be true or false, not " + kindOf(node)));
  }

  /// Text that a domain type parses.
  ///
  /// @param parser throws [IllegalArgumentException] or [DateTimeException] for invalid text
  /// @param expected the reason of the refusal: "must be …"
  public <T> Optional<T> parsed(String name, Function<String, T> parser, String expected) {
    return value(
        name,
        node -> {
          if (!node.isTextual() || node.textValue().length() > 100) {
            return wrong(name, expected);
          }
          try {
            return Optional.of(parser.apply(node.textValue()));
          } catch (DateTimeException | IllegalArgumentException refused) {
            return wrong(name, expected);
          }
        });
  }

  /// A JSON value that the caller reads itself; it calls [#wrong] for an invalid value.
  public <T> Optional<T> node(String name, Function<JsonNode, Optional<T>> reading) {
    return value(name, reading);
  }

  /// A nested object. Its errors have the path of its fields: `schedule.days`.
  public <T> Optional<T> object(String name, Function<JsonInput, Optional<T>> reading) {
    return value(
        name,
        node ->
            node instanceof ObjectNode nested
                ? reading.apply(new JsonInput(nested, path + name + ".", errors))
                : wrong(name, "must be an object, not " + kindOf(node)));
  }

  /// The objects of a list with at most `max` entries.
  public List<ObjectNode> objects(String name, int max) {
    return value(
            name,
            node -> {
              if (!node.isArray()) {
                return wrong(name, "must be a list, not " + kindOf(node));
              }
              if (node.size() > max) {
                return wrong(
                    name, "has %d entries; at most %d are allowed".formatted(node.size(), max));
              }
              List<ObjectNode> objects = new ArrayList<>(node.size());
              for (JsonNode entry : node) {
                if (!(entry instanceof ObjectNode found)) {
                  return wrong(name, "must hold objects, not " + kindOf(entry));
                }
                objects.add(found);
              }
              return Optional.of(objects);
            })
        .orElse(List.of());
  }

  /// Records an error of a field, unless it or a field within it has one.
  ///
  /// @return empty
  public <T> Optional<T> wrong(String name, String reason) {
    String field = path + name;
    if (errors.stream()
        .noneMatch(error -> error.name().equals(field) || error.name().startsWith(field + "."))) {
      errors.add(new Problem.FieldError(field, reason));
    }
    return Optional.empty();
  }

  /// Records an error if a required field is missing.
  public <T> Optional<T> required(String name, Optional<T> value) {
    return value.isPresent() ? value : wrong(name, "is required");
  }

  /// Records an error for each field that no getter has read.
  public void refuseOthers(String reason) {
    unread().forEach(name -> errors.add(new Problem.FieldError(path + name, reason)));
  }

  /// Refuses the object if it has errors. Must be called after all fields were read.
  ///
  /// @throws InvalidRequest naming every unknown field, or else every invalid one
  public void done() {
    problem()
        .ifPresent(
            problem -> {
              throw new InvalidRequest(problem);
            });
  }

  /// All errors in one text, for input that is no request; empty if the object is valid.
  public Optional<String> fault() {
    return problem()
        .map(
            problem ->
                problem.errors().stream()
                    .map(error -> error.name() + " " + error.reason())
                    .collect(Collectors.joining("; ")));
  }

  private Optional<Problem> problem() {
    List<Problem.FieldError> unknown =
        unread().stream().map(name -> new Problem.FieldError(path + name, "is unknown")).toList();
    if (!unknown.isEmpty()) {
      return Optional.of(new Problem(ProblemKind.UNKNOWN_FIELD, sentence(unknown), unknown));
    }
    return errors.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Problem(ProblemKind.INVALID_FIELD, sentence(errors), List.copyOf(errors)));
  }

  private List<String> unread() {
    return object
        .propertyStream()
        .map(field -> field.getKey())
        .filter(name -> !readNames.contains(name))
        .map(Bounds::shortened)
        .toList();
  }

  private <T> Optional<T> value(String name, Function<JsonNode, Optional<T>> reading) {
    readNames.add(name);
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? Optional.empty() : reading.apply(node);
  }

  private static String sentence(List<Problem.FieldError> errors) {
    Problem.FieldError first = errors.getFirst();
    String more = errors.size() == 1 ? "" : " (and %d more)".formatted(errors.size() - 1);
    return "%s %s%s.".formatted(first.name(), first.reason(), more);
  }

  private static String kindOf(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list";
      case BOOLEAN -> "true or false";
      case NULL, MISSING -> "null";
      case NUMBER -> "a number";
      case OBJECT, POJO -> "an object";
      case STRING, BINARY -> "text";
    };
  }
}
