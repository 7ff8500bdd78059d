package com.upcoach.graphql;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Documents that would be expensive to execute, each short enough to be parsed unless its name
/// says otherwise.
final class Hostile {

  private Hostile() {}

  /// The documents by the reason why they are hostile, with the code of their refusal.
  static Map<String, Refused> all() {
    Map<String, Refused> all = new LinkedHashMap<>();
    String complex = "document-too-complex";
    all.put("too long", new Refused("{ habits { nodes { id } } } " + "#".repeat(20_000), complex));
    all.put("ten thousand levels", new Refused("{a".repeat(10_000) + "}".repeat(10_000), complex));
    all.put("a thousand levels", new Refused("{a".repeat(1_000) + "}".repeat(1_000), complex));
    all.put("levels within the parser's limit", new Refused(nested(24), complex));
    all.put(
        "lists within lists",
        new Refused(
            "{ nodes(ids: " + "[".repeat(3_000) + "]".repeat(3_000) + ") { id } }", complex));
    all.put("ten thousand aliases", new Refused(aliases(10_000), complex));
    all.put("aliases within the limit of tokens", new Refused(aliases(1_000), complex));
    all.put(
        "the same field again and again",
        new Refused("{" + " __typename".repeat(3_000) + "}", complex));
    all.put("many tokens", new Refused("{" + "a ".repeat(6_000) + "}", complex));
    all.put("spaces alone", new Refused(" ".repeat(16_000), "malformed-document"));
    all.put(
        "directives", new Refused("{ __typename " + "@skip(if:false)".repeat(700) + " }", complex));
    all.put(
        "a fragment that spreads itself",
        new Refused(
            "query { ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
            "invalid-document"));
    all.put("fragments that double", new Refused(doubling(30), complex));
    all.put(
        "lists of lists",
        new Refused(
            "{ groups { members(first: 500) { nodes { habits(first: 500) { nodes {"
                + " id title streak { score } } } } } } }",
            complex));
    all.put(
        "ids without end",
        new Refused(
            "{ nodes(ids: ["
                + "\"a\",".repeat(1_500)
                + "]) { id ... on Habit { title note unit color icon start } } }",
            complex));
    all.put(
        "text that never ends",
        new Refused("{ node(id: \"" + "x".repeat(1_000), "malformed-document"));
    all.put("no GraphQL", new Refused("select * from member", "malformed-document"));
    all.put("no characters", new Refused("\u0000\u0001{ __typename }", "malformed-document"));
    all.put("nothing", new Refused("", "malformed-document"));
    all.put("a type that is not there", new Refused("{ passwords { hash } }", "invalid-document"));
    all.put(
        "a number beyond all numbers",
        new Refused(
            "{ habits(first: " + "9".repeat(5_000) + ") { nodes { id } } }", "invalid-document"));
    return all;
  }

  /// @param code of the error
  record Refused(String document, String code) {}

  static String nested(int levels) {
    return "{ habits { nodes "
        + IntStream.range(0, levels).mapToObj(level -> "{ streak ").collect(Collectors.joining())
        + "{ score }"
        + "}".repeat(levels)
        + " } }";
  }

  static String aliases(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> "a" + number + ":__typename")
        .collect(Collectors.joining(" ", "{ ", " }"));
  }

  /// Each fragment spreads the next one twice: 2 to the power of `levels` fields.
  static String doubling(int levels) {
    StringBuilder document = new StringBuilder("{ ...F0 }");
    for (int level = 0; level < levels; level++) {
      document.append(
          " fragment F%d on Query { ...F%d ...F%d }".formatted(level, level + 1, level + 1));
    }
    return document.append(" fragment F%d on Query { __typename }".formatted(levels)).toString();
  }
}
