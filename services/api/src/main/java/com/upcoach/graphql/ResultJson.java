package com.upcoach.graphql;

import com.upcoach.json.JsonBytes;
import com.upcoach.json.JsonWord;
import com.upcoach.problem.Problem;
import graphql.language.SourceLocation;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// Serializes GraphQL responses as JSON.
final class ResultJson {

  private static final JsonWord DATA = JsonWord.of("data");
  private static final JsonWord ERRORS = JsonWord.of("errors");
  private static final JsonWord EXTENSIONS = JsonWord.of("extensions");
  private static final JsonWord MESSAGE = JsonWord.of("message");
  private static final JsonWord LOCATIONS = JsonWord.of("locations");
  private static final JsonWord LINE = JsonWord.of("line");
  private static final JsonWord COLUMN = JsonWord.of("column");
  private static final JsonWord PATH = JsonWord.of("path");
  private static final JsonWord CODE = JsonWord.of("code");
  private static final JsonWord TYPE = JsonWord.of("type");
  private static final JsonWord FIELDS = JsonWord.of("fields");
  private static final JsonWord NAME = JsonWord.of("name");
  private static final JsonWord REASON = JsonWord.of("reason");

  private ResultJson() {}

  /// The result of an operation.
  ///
  /// @param executed whether execution began; if not, the response has no `data`
  /// @param data null if an error propagated to the root
  /// @param extensions empty for none
  /// @param names the encoded names of the fields in `data`
  record Result(
      boolean executed,
      Map<String, Object> data,
      List<GraphError> errors,
      Map<String, Object> extensions,
      Function<String, JsonWord> names) {

    static Result refused(List<GraphError> errors) {
      return new Result(false, null, errors, Map.of(), JsonWord::of);
    }
  }

  static void write(JsonBytes json, Result result) {
    json.object();
    if (!result.errors().isEmpty()) {
      json.name(ERRORS).values(result.errors(), ResultJson::error);
    }
    if (result.executed()) {
      json.name(DATA);
      value(json, result.data(), result.names());
    }
    if (!result.extensions().isEmpty()) {
      json.name(EXTENSIONS);
      value(json, result.extensions(), JsonWord::of);
    }
    json.endObject();
  }

  private static void value(JsonBytes json, Object value, Function<String, JsonWord> names) {
    switch (value) {
      case null -> json.nullValue();
      case String text -> json.text(text);
      case Map<?, ?> map -> {
        json.object();
        for (Map.Entry<?, ?> field : map.entrySet()) {
          json.name(names.apply((String) field.getKey()));
          value(json, field.getValue(), names);
        }
        json.endObject();
      }
      case List<?> list -> {
        json.array();
        for (Object element : list) {
          value(json, element, names);
        }
        json.endArray();
      }
      case Integer whole -> json.number(whole.longValue());
      case Long whole -> json.number(whole);
      case Double number -> json.number(number);
      case Boolean flag -> json.flag(flag);
      case LocalDate day -> json.date(day);
      case Instant instant -> json.instant(instant);
      case UUID id -> json.id(id);
      default -> throw new IllegalStateException("no scalar has values of " + value.getClass());
    }
  }

  private static void error(JsonBytes json, GraphError error) {
    Problem.Json problem = error.problem().json();
    json.object();
    json.name(MESSAGE).text(problem.detail());
    if (!error.locations().isEmpty()) {
      json.name(LOCATIONS).values(error.locations(), ResultJson::location);
    }
    if (!error.path().isEmpty()) {
      json.name(PATH);
      value(json, error.path(), JsonWord::of);
    }
    json.name(EXTENSIONS).object();
    json.name(CODE).text(error.problem().kind().word());
    json.name(TYPE).text(problem.type());
    if (!problem.errors().isEmpty()) {
      json.name(FIELDS).values(problem.errors(), ResultJson::field);
    }
    for (Map.Entry<String, Object> detail : error.details().entrySet()) {
      json.name(JsonWord.of(detail.getKey()));
      value(json, detail.getValue(), JsonWord::of);
    }
    json.endObject().endObject();
  }

  private static void location(JsonBytes json, SourceLocation location) {
    json.object();
    json.name(LINE).number(location.getLine());
    json.name(COLUMN).number(location.getColumn());
    json.endObject();
  }

  private static void field(JsonBytes json, Problem.FieldError field) {
    json.object();
    json.name(NAME).text(field.name());
    json.name(REASON).text(field.reason());
    json.endObject();
  }
}
