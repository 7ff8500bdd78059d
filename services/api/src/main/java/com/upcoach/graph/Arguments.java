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

/// The arguments of one field, whose types the schema has seen to already.
public final class Arguments {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Map<String, Object> values;

  public Arguments(Map<String, Object> values) {
    this.values = values;
  }

  /// The page that `first` and `after` ask for.
  ///
  /// @throws com.upcoach.problem.InvalidRequest where `first` is out of range, or the cursor none
  public PageArguments page() {
    int first = values.get("first") instanceof Integer sent ? sent : Bounds.USUAL_PAGE;
    if (first < 1 || first > Bounds.LARGEST_PAGE) {
      throw Parameters.invalid("first", "must be a whole number from 1 to " + Bounds.LARGEST_PAGE);
    }
    return new PageArguments(first, text("after"));
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable((String) values.get(name));
  }

  /// @return 0 where it was not sent
  public int whole(String name) {
    return values.get(name) instanceof Integer whole ? whole : 0;
  }

  public Optional<Boolean> flag(String name) {
    return Optional.ofNullable((Boolean) values.get(name));
  }

  /// A whole number that has a default in the schema.
  ///
  /// @throws com.upcoach.problem.InvalidRequest where it is out of range
  public int number(String name, int least, int most) {
    if (values.get(name) instanceof Integer sent && sent >= least && sent <= most) {
      return sent;
    }
    throw Parameters.invalid(name, "must be a whole number from %d to %d".formatted(least, most));
  }

  public Optional<LocalDate> date(String name) {
    return Optional.ofNullable((LocalDate) values.get(name));
  }

  /// The word of an enum's constant, in lower case as REST has it.
  public Optional<String> word(String name) {
    return text(name).map(word -> word.toLowerCase(Locale.ROOT));
  }

  /// Ids as they were sent.
  public List<String> texts(String name) {
    return ((List<?>) values.getOrDefault(name, List.of()))
        .stream().map(String.class::cast).toList();
  }

  /// The id of something of a kind whose ids are unique by themselves.
  ///
  /// @return empty where it is the id of something else, or none: there is nothing like it
  public Optional<UUID> id(String name, String kind) {
    return globalId(name, kind).filter(id -> id.owner().isEmpty()).map(GlobalId::uuid);
  }

  /// The id of something of a kind whose ids carry their owner.
  ///
  /// @param memberId the caller
  /// @return empty where it is another member's too: there is nothing like it for the caller
  public Optional<UUID> ownId(String name, String kind, UUID memberId) {
    return globalId(name, kind).filter(id -> id.mayBeOf(memberId)).map(GlobalId::uuid);
  }

  private Optional<GlobalId> globalId(String name, String kind) {
    return text(name).flatMap(GlobalId::parse).filter(id -> id.kind().equals(kind));
  }

  /// The same as [#id] where a change cannot go on without it.
  ///
  /// @throws com.upcoach.problem.InvalidRequest where there is nothing like it
  public UUID idOf(String name, String kind) {
    return id(name, kind).orElseThrow(() -> unknown(text(name).orElse(""), kind));
  }

  /// The same as [#ownId] where a change cannot go on without it.
  ///
  /// @throws com.upcoach.problem.InvalidRequest where there is nothing like it
  public UUID ownIdOf(String name, String kind, UUID memberId) {
    return ownId(name, kind, memberId).orElseThrow(() -> unknown(text(name).orElse(""), kind));
  }

  /// The id, in an input object, of something of a kind whose ids carry their owner.
  ///
  /// @param memberId the caller
  /// @throws com.upcoach.problem.InvalidRequest where it is another member's
  public static Optional<UUID> ownId(JsonInput fields, String name, String kind, UUID memberId) {
    return fields.parsed(
        name,
        text -> {
          GlobalId id =
              GlobalId.parse(text)
                  .filter(one -> one.kind().equals(kind))
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
            ProblemKind.NOT_FOUND, "%s is the id of no %s.".formatted(Bounds.shortened(id), kind)));
  }

  /// An input object, to be read like the body of a REST request; left out, it is empty.
  ///
  /// @param words fields that are constants of an enum, which REST has in lower case
  public JsonInput fields(String name, String... words) {
    ObjectNode sent =
        values.get(name) instanceof Map<?, ?> map ? (ObjectNode) json(map) : JSON.objectNode();
    return JsonInput.of(lowered(sent, words));
  }

  /// Has constants of enums in lower case, as REST has them.
  public static ObjectNode lowered(ObjectNode sent, String... words) {
    for (String word : words) {
      if (sent.path(word).isTextual()) {
        sent.put(word, sent.get(word).textValue().toLowerCase(Locale.ROOT));
      }
    }
    return sent;
  }

  /// All of them, to be read alike.
  public JsonInput all() {
    return JsonInput.of(json());
  }

  /// All of them where they are reshaped before they are read.
  public ObjectNode json() {
    return (ObjectNode) json(values);
  }

  /// An input object that is reshaped before it is read.
  public ObjectNode object(String name) {
    return (ObjectNode) json(values.get(name));
  }

  private static JsonNode json(Object value) {
    return switch (value) {
      case null -> JSON.nullNode();
      case Map<?, ?> map -> {
        ObjectNode object = JSON.objectNode();
        map.forEach((name, one) -> object.set((String) name, json(one)));
        yield object;
      }
      case List<?> list -> {
        var array = JSON.arrayNode();
        list.forEach(one -> array.add(json(one)));
        yield array;
      }
      case Boolean flag -> JSON.booleanNode(flag);
      case Integer whole -> JSON.numberNode(whole);
      case Double number -> JSON.numberNode(number);
      default -> JSON.textNode(value.toString());
    };
  }
}
