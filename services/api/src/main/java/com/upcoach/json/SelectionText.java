package com.upcoach.json;

import com.upcoach.input.Bounds;
import com.upcoach.input.Parameters;
import com.upcoach.problem.InvalidRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads a [Selection] from its text: names with commas between them, each with the names below
/// it in brackets where only some of those are wanted.
final class SelectionText {

  private static final int LONGEST = 1_000;

  /// The deepest answer has five levels.
  private static final int DEEPEST = 8;

  /// More than any answer has.
  private static final int MOST = 200;

  private final String text;
  private int at;
  private int many;

  SelectionText(String text) {
    this.text = text;
  }

  /// Reads what a client has sent.
  ///
  /// @throws InvalidRequest for what is too long, too deep, too much or cannot be read
  static Selection read(String text) {
    if (text.length() > LONGEST) {
      throw invalid("must have at most %d characters".formatted(LONGEST));
    }
    return new SelectionText(text).selection();
  }

  Selection selection() {
    Selection read = fields(1);
    if (at < text.length()) {
      throw unreadable("a comma or the end");
    }
    return read;
  }

  private Selection fields(int depth) {
    if (depth > DEEPEST) {
      throw invalid("must be nested at most %d deep".formatted(DEEPEST));
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
      throw unreadable("a comma or )");
    }
    return below;
  }

  private String name() {
    int begun = at;
    while (at < text.length() && isOfName(text.charAt(at))) {
      at++;
    }
    if (at == begun) {
      throw unreadable("the name of a field");
    }
    if (++many > MOST) {
      throw invalid("must name at most %d fields".formatted(MOST));
    }
    return text.substring(begun, at);
  }

  private static boolean isOfName(char unit) {
    return (unit >= 'a' && unit <= 'z')
        || (unit >= 'A' && unit <= 'Z')
        || (unit >= '0' && unit <= '9');
  }

  private boolean take(char mark) {
    boolean there = at < text.length() && text.charAt(at) == mark;
    if (there) {
      at++;
    }
    return there;
  }

  private InvalidRequest unreadable(String wanted) {
    return invalid("cannot be read: %s must come at character %d".formatted(wanted, at + 1));
  }

  private static InvalidRequest invalid(String reason) {
    return Parameters.invalid(Selection.PARAMETER, reason);
  }
}
