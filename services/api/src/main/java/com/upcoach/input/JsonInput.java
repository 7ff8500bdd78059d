package com.upcoach.input;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.problem.WellFormedText;
import com.upcoach.streak.Amounts;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// Reads and validates the fields of a JSON object from a request, and collects all errors before
/// it refuses the object.
///
/// Each getter reads one field by name and checks its type and limits. It returns the value, or an
/// empty [Optional] if the field is missing, null or invalid. [#done] then refuses the object if it
/// has an invalid field, or a field that no getter has read. Values may be used only after [#done].
public final class JsonInput {

  /// A strict parser, with limits on the nesting and on the length of texts and numbers.
  private static final JsonMapper JSON =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxStringLength(100_000)
                          .maxNumberLength(64)
                          .build())
                  .enable(com.fasterxml.jackson.core.StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(com.fasterxml.jackson.core.StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final int MAX_MESSAGE = 300;

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
    return switch (parse(body)) {
      case ObjectNode object -> new JsonInput(object, "", new ArrayList<>());
      case JsonNode other ->
          throw new InvalidRequest(
              Problem.of(
                  ProblemKind.MALFORMED_JSON, "Send one JSON object, not " + kindOf(other) + "."));
    };
  }

  /// The fields of an object within a parsed body.
  public static JsonInput of(ObjectNode object) {
    return new JsonInput(object, "", new ArrayList<>());
  }

  private static JsonNode parse(byte[] body) {
    if (body == null || body.length == 0) {
      throw new InvalidRequest(
          Problem.of(ProblemKind.MALFORMED_JSON, "The body is empty; send JSON."));
    }
    JsonEncoding.require(body);
    try (JsonParser parser = JSON.createParser(body)) {
      JsonNode tree = JSON.readTree(parser);
      if (tree == null) {
        throw new InvalidRequest(
            Problem.of(ProblemKind.MALFORMED_JSON, "The body is blank; send JSON."));
      }
      if (parser.nextToken() != null) {
        throw new InvalidRequest(
            Problem.of(
                ProblemKind.MALFORMED_JSON,
                "The body continues after the JSON object; send one object only."));
      }
      return tree;
    } catch (JsonProcessingException invalid) {
      throw new InvalidRequest(
          Problem.of(
              ProblemKind.MALFORMED_JSON,
              truncated(invalid.getOriginalMessage()) + place(invalid.getLocation())));
    } catch (IOException unreadable) {
      throw new InvalidRequest(
          Problem.of(ProblemKind.MALFORMED_JSON, "The body is not UTF-8 text."));
    }
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
    return value(
        name,
        node -> {
          if (!node.isTextual()) {
            return wrong(name, "must be text, not " + kindOf(node));
          }
          String text = PlainText.trimmed(node.textValue());
          if (text.length() < min || text.length() > max) {
            return wrong(
                name, "has %d characters; %d to %d are allowed".formatted(text.length(), min, max));
          }
          return PlainText.fault(text, lines)
              .map(reason -> this.<String>wrong(name, reason))
              .orElse(Optional.of(text));
        });
  }

  /// Text exactly as sent, including white space: a password.
  public Optional<String> secret(String name, int min, int max) {
    return value(
        name,
        node -> {
          if (!node.isTextual()) {
            return wrong(name, "must be text, not " + kindOf(node));
          }
          String secret = node.textValue();
          if (secret.length() < min || secret.length() > max) {
            return wrong(name, "must have %d to %d characters".formatted(min, max));
          }
          return WellFormedText.isIn(secret)
              ? Optional.of(secret)
              : wrong(name, "has half of a surrogate pair");
        });
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

  /// A number from 0 to [Amounts#LARGEST], rounded to the precision of [Amounts].
  public Optional<Double> amount(String name) {
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
              ? Optional.of(Amounts.rounded(amount))
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

  /// Records an error of a field that the caller read itself.
  ///
  /// @return empty
  public <T> Optional<T> wrong(String name, String reason) {
    errors.add(new Problem.FieldError(path + name, reason));
    return Optional.empty();
  }

  /// Records an error if a required field is missing, unless it already has one.
  public <T> Optional<T> required(String name, Optional<T> value) {
    boolean hasError = errors.stream().anyMatch(error -> error.name().equals(path + name));
    if (value.isEmpty() && !hasError) {
      wrong(name, "is required");
    }
    return value;
  }

  /// Refuses the object if it has errors. Must be called after all fields were read.
  ///
  /// @throws InvalidRequest naming every unknown field, or else every invalid one
  public void done() {
    List<Problem.FieldError> unknown = new ArrayList<>();
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!readNames.contains(name)) {
                unknown.add(new Problem.FieldError(path + Bounds.shortened(name), "is unknown"));
              }
            });
    if (!unknown.isEmpty()) {
      throw new InvalidRequest(new Problem(ProblemKind.UNKNOWN_FIELD, sentence(unknown), unknown));
    }
    if (!errors.isEmpty()) {
      throw new InvalidRequest(
          new Problem(ProblemKind.INVALID_FIELD, sentence(errors), List.copyOf(errors)));
    }
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

  /// The position of a syntax error.
  ///
  /// @param location null if a limit was exceeded
  private static String place(JsonLocation location) {
    return location == null
        ? ""
        : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
  }

  /// Truncates a parser's message, which quotes the input.
  private static String truncated(String message) {
    return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
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
