package com.upcoach.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// A selection of fields, as a tree: the tests' own implementation of `fields`, independent of the
/// server's.
///
/// @param fields by name; empty for a whole field, or one without fields
public record Wanted(Map<String, Wanted> fields) {

  private static final Wanted WHOLE = new Wanted(Map.of());

  /// All fields of a response, by its schema.
  public static Wanted known(Contract contract, JsonNode schema) {
    JsonNode resolved = contract.resolved(schema);
    Map<String, Wanted> fields = new LinkedHashMap<>();
    for (String either : new String[] {"oneOf", "anyOf", "allOf"}) {
      resolved
          .path(either)
          .forEach(one -> known(contract, one).fields.forEach(fields::putIfAbsent));
    }
    if (resolved.has("items")) {
      known(contract, resolved.get("items")).fields.forEach(fields::putIfAbsent);
    }
    resolved
        .path("properties")
        .properties()
        .forEach(one -> fields.put(one.getKey(), known(contract, one.getValue())));
    return new Wanted(fields);
  }

  /// All fields of a response's body.
  static Wanted in(JsonNode answer) {
    Map<String, Wanted> fields = new LinkedHashMap<>();
    if (answer.isArray()) {
      answer.forEach(one -> in(one).fields.forEach(fields::putIfAbsent));
    }
    answer.properties().forEach(one -> fields.put(one.getKey(), in(one.getValue())));
    return new Wanted(fields);
  }

  /// A random, not empty selection of these fields, each whole or in part.
  Wanted some(Random random) {
    List<String> names = new ArrayList<>(fields.keySet());
    Collections.shuffle(names, random);
    Map<String, Wanted> some = new LinkedHashMap<>();
    for (String name : names.subList(0, 1 + random.nextInt(Math.min(4, names.size())))) {
      Wanted below = fields.get(name);
      some.put(name, below.fields.isEmpty() || random.nextInt(3) == 0 ? WHOLE : below.some(random));
    }
    return new Wanted(some);
  }

  boolean isPage() {
    return fields.keySet().equals(Set.of("items", "next"));
  }

  /// The selected part of a response; for a page, of each of its items.
  JsonNode of(JsonNode answer, boolean isPage) {
    if (!isPage) {
      return of(answer);
    }
    ObjectNode page = ((ObjectNode) answer).deepCopy();
    page.set("items", of(answer.get("items")));
    return page;
  }

  private JsonNode of(JsonNode whole) {
    if (fields.isEmpty()) {
      return whole;
    }
    if (whole.isArray()) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      whole.forEach(one -> all.add(of(one)));
      return all;
    }
    if (!whole.isObject()) {
      return whole;
    }
    ObjectNode some = JsonNodeFactory.instance.objectNode();
    whole
        .properties()
        .forEach(
            one -> {
              Wanted below = fields.get(one.getKey());
              if (below != null) {
                some.set(one.getKey(), below.of(one.getValue()));
              }
            });
    return some;
  }

  @Override
  public String toString() {
    return fields.entrySet().stream()
        .map(
            one ->
                one.getValue().fields.isEmpty()
                    ? one.getKey()
                    : one.getKey() + '(' + one.getValue() + ')')
        .collect(Collectors.joining(","));
  }
}
