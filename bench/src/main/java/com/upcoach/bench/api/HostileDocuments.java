package com.upcoach.bench.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Malicious documents. Each turn has another text, so that no document cache hits.
final class HostileDocuments {

  private HostileDocuments() {}

  /// Documents by their fault, built for a turn.
  static Map<String, IntFunction<String>> all() {
    Map<String, IntFunction<String>> all = new LinkedHashMap<>();
    all.put("10,000 levels", turn -> "{a" + turn + "{a".repeat(9_999) + "}".repeat(10_000));
    all.put("1,000 levels", turn -> "{a" + turn + "{a".repeat(999) + "}".repeat(1_000));
    all.put("10,000 aliases", turn -> aliases(turn, 10_000));
    all.put("900 aliases", turn -> aliases(turn, 900));
    all.put(
        "one field 1,400 times",
        turn -> "query Q" + turn + "{" + " __typename".repeat(1_400) + "}");
    all.put(
        "a ring of fragments",
        turn ->
            "query Q%d { ...A } fragment A on Query { ...B } fragment B on Query { ...A }"
                .formatted(turn));
    all.put("fragments that double", turn -> doubling(turn, 40));
    all.put("240 kB of tokens", turn -> "query Q" + turn + "{" + "a ".repeat(120_000) + "}");
    all.put(
        "lists of lists",
        turn ->
            ("query Q%d { groups { members(first: 500) { nodes { habits(first: 500) {"
                    + " nodes { id title streak { score } } } } } } }")
                .formatted(turn));
    return all;
  }

  private static String aliases(int turn, int count) {
    return IntStream.range(0, count)
        .mapToObj(one -> "a" + one + ":__typename")
        .collect(Collectors.joining(" ", "query Q" + turn + " { ", " }"));
  }

  /// Each fragment spreads the next one twice, which gives 2^`levels` fields.
  private static String doubling(int turn, int levels) {
    StringBuilder document = new StringBuilder("query Q" + turn + " { ...F0 }");
    for (int level = 0; level < levels; level++) {
      document.append(
          " fragment F%d on Query { ...F%d ...F%d }".formatted(level, level + 1, level + 1));
    }
    return document.append(" fragment F%d on Query { __typename }".formatted(levels)).toString();
  }
}
