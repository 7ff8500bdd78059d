package com.upcoach.json;

import com.upcoach.input.Bounds;
import com.upcoach.input.Parameters;
import com.upcoach.problem.InvalidRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/// A parser for the text of a [Selection]: names separated by commas, each with an optional
/// selection in brackets.
final class SelectionText {

  private static final int MAX_LENGTH = 1_000;

  /// Maximum nesting. The deepest response has five levels.
  private static final int MAX_DEPTH = 8;

  /// Maximum number of fields, more than any response has.
  private static final int MAX_FIELDS = 200;

  private final String text;
  private int at;
  private int count;

  SelectionText(String text) {
    this.text = text;
  }

  /// Parses the text that a client sent.
  ///
  /// @throws InvalidRequest if the text is too long, nested too deep, has too many fields or a
  ///     syntax error
  static Selection read(String text) {
    if (text.length() > MAX_LENGTH) {
      throw invalid("must have at most %d characters".formatted(MAX_LENGTH));
    }
    return new SelectionText(text).selection();
  }

  Selection selection() {
    Selection read = fields(1);
    if (at < text.length()) {
      throw syntaxError("a comma or the end");
    }
    return read;
  }

  private Selection fields(int depth) {
    if (depth > MAX_DEPTH) {
      throw invalid("must be nested at most %d deep".formatted(MAX_DEPTH));
    }
    Map<String, Selection> fields = new LinkedHashMap<>();
    do {
      String name = name();
      Selection below = take('(') ? bracketed(depth + 1) : Selection.WHOLE;
      if (fields.put(name, below) != null) {
        throw invalid("names %s twice".formatted(Bounds.shortened(name)));
      }
    } while (take(','));
    return new Selection(fields);
  }

  private Selection bracketed(int depth) {
    Selection below = fields(depth);
    if (!take(')')) {
      throw syntaxError("a comma or )");
    }
    return below;
  }

  private String name() {
    int from = at;
    while (at < text.length() && isNameCharacter(text.charAt(at))) {
      at++;
    }
    if (at == from) {
      throw syntaxError("the name of a field");
    }
    if (++count > MAX_FIELDS) {
      throw invalid("must name at most %d fields".formatted(MAX_FIELDS));
    }
    return text.substring(from, at);
  }

  private static boolean isNameCharacter(char unit) {
    return (unit >= 'a' && unit <= 'z')
        || (unit >= 'A' && unit <= 'Z')
        || (unit >= '0' && unit <= '9');
  }

  private boolean take(char expected) {
    boolean found = at < text.length() && text.charAt(at) == expected;
    if (found) {
      at++;
    }
    return found;
  }

  private InvalidRequest syntaxError(String expected) {
    return invalid(
        "has a syntax error: %s is expected at character %d".formatted(expected, at + 1));
  }

  private static InvalidRequest invalid(String reason) {
    return Parameters.invalid(Selection.PARAMETER, reason);
  }
}
