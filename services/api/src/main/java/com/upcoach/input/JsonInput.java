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

/// Reads the fields of a JSON object that came from outside, and gathers all that is wrong with it
/// before it says so.
///
/// Each getter takes one field by name, checks its type and bounds, and answers the value, or an
/// empty [Optional] where the field is missing, null or wrong. [#done] then refuses the object if
/// anything was wrong or a field was left that nobody asked for; only after it may the values be
/// used.
public final class JsonInput {

  /// Nesting, text and number lengths beyond these are not parsed at all.
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

  private static final int LONGEST_MESSAGE = 300;

  private final ObjectNode object;
  private final String path;
  private final List<Problem.FieldError> errors;
  private final Set<String> asked = new HashSet<>();

  private JsonInput(ObjectNode object, String path, List<Problem.FieldError> errors) {
    this.object = object;
    this.path = path;
    this.errors = errors;
  }

  /// The fields of a request body.
  ///
  /// @throws InvalidRequest where the body is not one JSON object
  public static JsonInput of(byte[] body) {
    return switch (parse(body)) {
      case ObjectNode object -> new JsonInput(object, "", new ArrayList<>());
      case JsonNode other ->
          throw new InvalidRequest(
              Problem.of(
                  ProblemKind.MALFORMED_JSON, "Send one JSON object, not " + kindOf(other) + "."));
    };
  }

  /// The fields of one object within a body that has been parsed before.
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
            Problem.of(ProblemKind.MALFORMED_JSON, "More follows the JSON object."));
      }
      return tree;
    } catch (JsonProcessingException wrong) {
      throw new InvalidRequest(
          Problem.of(
              ProblemKind.MALFORMED_JSON,
              cut(wrong.getOriginalMessage()) + place(wrong.getLocation())));
    } catch (IOException wrong) {
      throw new InvalidRequest(
          Problem.of(ProblemKind.MALFORMED_JSON, "The body is not UTF-8 text."));
    }
  }

  /// Whether the field was sent at all, be it as null.
  public boolean has(String name) {
    return object.has(name);
  }

  /// Whether the field was sent as null, which in a change means: take the value away.
  public boolean isNull(String name) {
    asked.add(name);
    return object.has(name) && object.get(name).isNull();
  }

  /// One line of `least` to `most` characters once white space around it is cut off, as
  /// [PlainText] has it.
  public Optional<String> text(String name, int least, int most) {
    return text(name, least, most, PlainText.Lines.ONE);
  }

  /// The same with line feeds and tabs: a note.
  public Optional<String> lines(String name, int least, int most) {
    return text(name, least, most, PlainText.Lines.MANY);
  }

  private Optional<String> text(String name, int least, int most, PlainText.Lines lines) {
    return value(
        name,
        node -> {
          if (!node.isTextual()) {
            return wrong(name, "must be text, not " + kindOf(node));
          }
          String text = PlainText.trimmed(node.textValue());
          if (text.length() < least || text.length() > most) {
            return wrong(
                name,
                "has %d characters; %d to %d are taken".formatted(text.length(), least, most));
          }
          return PlainText.fault(text, lines)
              .map(reason -> this.<String>wrong(name, reason))
              .orElse(Optional.of(text));
        });
  }

  /// Text as it was sent, white space and all: a password.
  public Optional<String> secret(String name, int least, int most) {
    return value(
        name,
        node -> {
          if (!node.isTextual()) {
            return wrong(name, "must be text, not " + kindOf(node));
          }
          String secret = node.textValue();
          if (secret.length() < least || secret.length() > most) {
            return wrong(name, "must have %d to %d characters".formatted(least, most));
          }
          return WellFormedText.isIn(secret)
              ? Optional.of(secret)
              : wrong(name, "has half a surrogate pair");
        });
  }

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

  public Optional<Boolean> flag(String name) {
    return value(
        name,
        node ->
            node.isBoolean()
                ? Optional.of(node.booleanValue())
                : wrong(name, "must be true or false, not " + kindOf(node)));
  }

  /// Text that a domain type reads; its refusal becomes the reason.
  ///
  /// @param expected said where the type refuses: "must be …"
  public <T> Optional<T> parsed(String name, Function<String, T> reading, String expected) {
    return value(
        name,
        node -> {
          if (!node.isTextual() || node.textValue().length() > 100) {
            return wrong(name, expected);
          }
          try {
            return Optional.of(reading.apply(node.textValue()));
          } catch (DateTimeException | IllegalArgumentException refused) {
            return wrong(name, expected);
          }
        });
  }

  /// A JSON value that the caller reads itself, saying [#wrong] where it cannot.
  public <T> Optional<T> node(String name, Function<JsonNode, Optional<T>> reading) {
    return value(name, reading);
  }

  /// The objects of a list of at most `most`.
  public List<ObjectNode> objects(String name, int most) {
    return value(
            name,
            node -> {
              if (!node.isArray()) {
                return wrong(name, "must be a list, not " + kindOf(node));
              }
              if (node.size() > most) {
                return wrong(
                    name, "has %d entries; at most %d are taken".formatted(node.size(), most));
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

  /// Says that a field which the caller read itself is wrong.
  public <T> Optional<T> wrong(String name, String reason) {
    errors.add(new Problem.FieldError(path + name, reason));
    return Optional.empty();
  }

  /// Says that a field must be sent, unless it is there or already found wrong.
  public <T> Optional<T> required(String name, Optional<T> value) {
    boolean alreadyWrong = errors.stream().anyMatch(error -> error.name().equals(path + name));
    if (value.isEmpty() && !alreadyWrong) {
      wrong(name, "is required");
    }
    return value;
  }

  /// Ends the reading.
  ///
  /// @throws InvalidRequest naming every field that is not known here, or else every wrong one
  public void done() {
    List<Problem.FieldError> unknown = new ArrayList<>();
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!asked.contains(name)) {
                unknown.add(
                    new Problem.FieldError(path + Bounds.shortened(name), "is not known here"));
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
    asked.add(name);
    JsonNode node = object.get(name);
    return node == null || node.isNull() ? Optional.empty() : reading.apply(node);
  }

  private static String sentence(List<Problem.FieldError> errors) {
    Problem.FieldError first = errors.getFirst();
    String more = errors.size() == 1 ? "" : " (and %d more)".formatted(errors.size() - 1);
    return "%s %s%s.".formatted(first.name(), first.reason(), more);
  }

  /// @param location null where a bound was passed
  private static String place(JsonLocation location) {
    return location == null
        ? ""
        : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
  }

  /// The parser repeats what it could not read.
  private static String cut(String message) {
    return message.length() <= LONGEST_MESSAGE
        ? message
        : message.substring(0, LONGEST_MESSAGE) + "…";
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
