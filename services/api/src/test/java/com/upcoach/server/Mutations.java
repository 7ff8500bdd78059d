package com.upcoach.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Mutates valid bodies into invalid ones.
final class Mutations {

  private static final JsonMapper JSON = new JsonMapper();

  /// Values that have caused bugs in parsers, databases and clients.
  private static final List<String> EDGE_CASES =
      List.of(
          "null",
          "true",
          "0",
          "-0",
          "-1",
          "1e400",
          "-1e400",
          "1e-400",
          "0.1",
          "9223372036854775808",
          "1e12",
          "1000000000000.1",
          "2147483648",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\\ufffe\"",
          "\"😀\"",
          "\"\\u202e\"",
          "\"x\\r\\ny: z\"",
          "\"2026-02-30\"",
          "\"2026-11-22\"",
          "\"9999-12-31\"",
          "\"-0001-01-01\"",
          "\"'; drop table member; --\"",
          "\"${jndi:x}\"",
          "\"00000000-0000-0000-0000-000000000000\"",
          "\"NaN\"",
          "\"put\"",
          "\"monday\"",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "{\"\":null}",
          "{\"type\":\"timesInDays\",\"n\":1,\"days\":365}",
          "{\"type\":\"daily\"}",
          "\"" + "x".repeat(5_001) + "\"",
          "\"" + "\\u0001".repeat(300) + "\"");

  private final RandomGenerator random;

  Mutations(RandomGenerator random) {
    this.random = random;
  }

  String of(String body) {
    return switch (random.nextInt(10)) {
      case 0 -> truncated(body);
      case 1 -> flipped(body);
      default -> changed(body);
    };
  }

  private String truncated(String body) {
    return body.substring(0, random.nextInt(body.length()));
  }

  private String flipped(String body) {
    int place = random.nextInt(body.length());
    char other = (char) (body.charAt(place) ^ (1 << random.nextInt(7)));
    return body.substring(0, place) + other + body.substring(place + 1);
  }

  /// The body with one to three values replaced, removed, added or renamed.
  private String changed(String body) {
    try {
      JsonNode tree = JSON.readTree(body);
      String text = tree.toString();
      for (int times = random.nextInt(3); times >= 0; times--) {
        text = changedOnce(JSON.readTree(text));
      }
      return text;
    } catch (IOException broken) {
      throw new UncheckedIOException(body, broken);
    }
  }

  private String changedOnce(JsonNode tree) {
    List<JsonNode> holders = new ArrayList<>();
    collect(tree, holders);
    JsonNode edgeCase = edgeCase();
    switch (holders.get(random.nextInt(holders.size()))) {
      case ObjectNode object -> change(object, edgeCase);
      case ArrayNode array when !array.isEmpty() && random.nextBoolean() ->
          array.set(random.nextInt(array.size()), edgeCase);
      case ArrayNode array -> array.add(edgeCase);
      default -> throw new IllegalStateException("neither object nor list");
    }
    return tree.toString();
  }

  private void change(ObjectNode object, JsonNode edgeCase) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    if (names.isEmpty()) {
      object.set("added", edgeCase);
      return;
    }
    String name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(8)) {
      case 0 -> object.remove(name);
      case 1 -> object.set(name.toUpperCase(java.util.Locale.ROOT), object.remove(name));
      default -> object.set(name, edgeCase);
    }
  }

  private JsonNode edgeCase() {
    try {
      return JSON.readTree(EDGE_CASES.get(random.nextInt(EDGE_CASES.size())));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void collect(JsonNode node, List<JsonNode> holders) {
    if (node.isContainerNode()) {
      holders.add(node);
      node.forEach(one -> collect(one, holders));
    }
  }
}
