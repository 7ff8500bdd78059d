package com.upcoach.graph;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.upcoach.input.Bounds;
import com.upcoach.input.JsonInput;
import com.upcoach.input.Parameters;
import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The arguments of one field. The engine has already checked their types against the schema.
public final class Arguments {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, Object> values;

  public Arguments(Map<String, Object> values) {
    this.values = values;
  }

  /// The page that `first` and `after` request.
  ///
  /// @throws com.upcoach.problem.InvalidRequest if `first` is out of range
  public PageArguments page() {
    int first =
        values.get("first") == null ? Bounds.DEFAULT_PAGE : number("first", 1, Bounds.MAX_PAGE);
    return new PageArguments(first, text("after"));
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable((String) values.get(name));
  }

  /// An integer argument.
  ///
  /// @return 0 if it was not sent
  public int whole(String name) {
    return values.get(name) instanceof Integer whole ? whole : 0;
  }

  public Optional<Boolean> flag(String name) {
    return Optional.ofNullable((Boolean) values.get(name));
  }

  /// An integer argument with a default in the schema.
  ///
  /// @throws com.upcoach.problem.InvalidRequest if it is out of range
  public int number(String name, int min, int max) {
    if (values.get(name) instanceof Integer sent && sent >= min && sent <= max) {
      return sent;
    }
    throw Parameters.invalid(name, "must be a whole number from %d to %d".formatted(min, max));
  }

  public Optional<LocalDate> date(String name) {
    return Optional.ofNullable((LocalDate) values.get(name));
  }

  /// An enum constant, in lower case as in the REST API.
  public Optional<String> word(String name) {
    return text(name).map(word -> word.toLowerCase(Locale.ROOT));
  }

  /// A list of texts, such as ids, as sent.
  public List<String> texts(String name) {
    return ((List<?>) values.getOrDefault(name, List.of()))
        .stream().map(String.class::cast).toList();
  }

  /// A global id of a kind without owner.
  ///
  /// @return the UUID; empty if the text is no id of this kind, so no such object exists
  public Optional<UUID> id(String name, String kind) {
    return globalId(name, kind).filter(id -> id.owner().isEmpty()).map(GlobalId::uuid);
  }

  /// A global id of a kind whose ids carry their owner.
  ///
  /// @param memberId the caller
  /// @return the UUID; empty if the text is no id of this kind, or belongs to another member
  public Optional<UUID> ownId(String name, String kind, UUID memberId) {
    return globalId(name, kind).filter(id -> id.mayBeOf(memberId)).map(GlobalId::uuid);
  }

  private Optional<GlobalId> globalId(String name, String kind) {
    return text(name).flatMap(GlobalId::parse).filter(id -> id.kind().equals(kind));
  }

  /// A required id, as [#id] reads it.
  ///
  /// @throws com.upcoach.problem.InvalidRequest if the text is no id of this kind
  public UUID requiredId(String name, String kind) {
    return id(name, kind).orElseThrow(() -> unknown(text(name).orElse(""), kind));
  }

  /// A required id, as [#ownId] reads it.
  ///
  /// @throws com.upcoach.problem.InvalidRequest if the text is no id of this kind and caller
  public UUID requiredOwnId(String name, String kind, UUID memberId) {
    return ownId(name, kind, memberId).orElseThrow(() -> unknown(text(name).orElse(""), kind));
  }

  /// A field of an input object with a global id of a kind whose ids carry their owner.
  ///
  /// @param memberId the caller
  /// @throws com.upcoach.problem.InvalidRequest if the id belongs to another member
  public static Optional<UUID> ownId(JsonInput fields, String name, String kind, UUID memberId) {
    return fields.parsed(
        name,
        text -> {
          GlobalId id =
              GlobalId.parse(text)
                  .filter(parsed -> parsed.kind().equals(kind))
                  .orElseThrow(IllegalArgumentException::new);
          if (!id.mayBeOf(memberId)) {
            throw unknown(text, kind);
          }
          return id.uuid();
        },
        "must be the id of a " + kind.toLowerCase(Locale.ROOT));
  }

  private static InvalidRequest unknown(String id, String kind) {
    return new InvalidRequest(
        Problem.of(
            ProblemKind.NOT_FOUND,
            "No %2$s has the id %1$s.".formatted(Bounds.shortened(id), kind)));
  }

  /// An input object, to be read like the body of a REST request. An omitted one is empty.
  ///
  /// @param enums names of fields with enum constants, which the REST API has in lower case
  public JsonInput fields(String name, String... enums) {
    ObjectNode sent = values.get(name) == null ? JSON.objectNode() : object(name);
    return JsonInput.of(lowerCaseEnums(sent, enums));
  }

  /// Converts enum constants to lower case, as in the REST API.
  public static ObjectNode lowerCaseEnums(ObjectNode sent, String... enums) {
    for (String field : enums) {
      if (sent.path(field).isTextual()) {
        sent.put(field, sent.get(field).textValue().toLowerCase(Locale.ROOT));
      }
    }
    return sent;
  }

  /// All arguments, to be read like the body of a REST request.
  public JsonInput all() {
    return JsonInput.of(json());
  }

  /// All arguments as JSON, for callers that reshape them before reading.
  public ObjectNode json() {
    return (ObjectNode) json(values);
  }

  /// An input object as JSON, for callers that reshape it before reading.
  public ObjectNode object(String name) {
    return (ObjectNode) json(values.get(name));
  }

  private static JsonNode json(Object value) {
    return switch (value) {
      case null -> JSON.nullNode();
      case Map<?, ?> map -> {
        ObjectNode object = JSON.objectNode();
        map.forEach((name, element) -> object.set((String) name, json(element)));
        yield object;
      }
      case List<?> list ->
          JSON.arrayNode().addAll(list.stream().map(element -> json(element)).toList());
      case Boolean flag -> JSON.booleanNode(flag);
      case Integer whole -> JSON.numberNode(whole);
      case Double number -> JSON.numberNode(number);
      default -> JSON.textNode(value.toString());
    };
  }
}
