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
public record FieldTree(Map<String, FieldTree> fields) {

  private static final FieldTree WHOLE = new FieldTree(Map.of());

  /// All fields of a response, by its schema.
  public static FieldTree known(Contract contract, JsonNode schema) {
    JsonNode resolved = contract.resolved(schema);
    Map<String, FieldTree> fields = new LinkedHashMap<>();
    for (String either : new String[] {"oneOf", "anyOf", "allOf"}) {
      resolved
          .path(either)
          .forEach(node -> known(contract, node).fields.forEach(fields::putIfAbsent));
    }
    if (resolved.has("items")) {
      known(contract, resolved.get("items")).fields.forEach(fields::putIfAbsent);
    }
    resolved
        .path("properties")
        .properties()
        .forEach(node -> fields.put(node.getKey(), known(contract, node.getValue())));
    return new FieldTree(fields);
  }

  /// All fields of a response's body.
  static FieldTree in(JsonNode answer) {
    Map<String, FieldTree> fields = new LinkedHashMap<>();
    if (answer.isArray()) {
      answer.forEach(node -> in(node).fields.forEach(fields::putIfAbsent));
    }
    answer.properties().forEach(node -> fields.put(node.getKey(), in(node.getValue())));
    return new FieldTree(fields);
  }

  /// A random, not empty selection of these fields, each whole or in part.
  FieldTree some(Random random) {
    List<String> names = new ArrayList<>(fields.keySet());
    Collections.shuffle(names, random);
    Map<String, FieldTree> some = new LinkedHashMap<>();
    for (String name : names.subList(0, 1 + random.nextInt(Math.min(4, names.size())))) {
      FieldTree below = fields.get(name);
      some.put(name, below.fields.isEmpty() || random.nextInt(3) == 0 ? WHOLE : below.some(random));
    }
    return new FieldTree(some);
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
      whole.forEach(node -> all.add(of(node)));
      return all;
    }
    if (!whole.isObject()) {
      return whole;
    }
    ObjectNode some = JsonNodeFactory.instance.objectNode();
    whole
        .properties()
        .forEach(
            node -> {
              FieldTree below = fields.get(node.getKey());
              if (below != null) {
                some.set(node.getKey(), below.of(node.getValue()));
              }
            });
    return some;
  }

  @Override
  public String toString() {
    return fields.entrySet().stream()
        .map(
            node ->
                node.getValue().fields.isEmpty()
                    ? node.getKey()
                    : node.getKey() + '(' + node.getValue() + ')')
        .collect(Collectors.joining(","));
  }
}
