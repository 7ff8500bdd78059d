package com.upcoach.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Suggests the name that was probably meant by an unknown one ("did you mean").
public final class NameSuggestion {

  private NameSuggestion() {}

  /// The closest of the names, if the edit distance is small enough for a typing error: at most a
  /// third of the letters, or 2.
  static Optional<String> of(String typed, Collection<String> names) {
    return names.stream()
        .min(Comparator.comparingInt((String name) -> distance(typed, name)))
        .filter(name -> distance(typed, name) <= Math.max(2, name.length() / 3));
  }

  /// The end of an error message: `: did you mean …?`, or nothing.
  public static String question(String typed, Collection<String> names) {
    return of(typed, names).map(name -> ": did you mean " + name + "?").orElse("");
  }

  /// The edit distance (Levenshtein): letters to insert, delete or replace.
  static int distance(String from, String to) {
    var previous = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      var current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int replaced = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                Math.min(current[column - 1], previous[column]) + 1,
                previous[column - 1] + replaced);
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
