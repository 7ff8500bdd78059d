package com.upcoach.input;

import com.upcoach.problem.WellFormedText;
import java.util.Arrays;
import java.util.Optional;

/// The rules for text that people type and others read: titles, names, notes. White space around it
/// is removed, by Unicode's definition; text in which nothing is visible is as good as empty.
///
/// Control characters are refused, and so are the bidirectional embeddings and overrides
/// (U+202A–U+202E): their effect does not end with the text, so that a name could turn the words
/// around it. Right-to-left text needs none of them. Directional isolates (U+2066–U+2069) are taken
/// where each is closed.
///
/// @see <a href="https://www.unicode.org/reports/tr9/">UAX 9, Bidirectional Algorithm</a>
/// @see <a href="https://www.unicode.org/reports/tr44/">UAX 44, Character Database</a>
public final class PlainText {

  /// Whether text may have more than one line.
  public enum Lines {
    ONE,
    /// Line feeds and tabs are taken.
    MANY
  }

  /// First and last code points of ranges that Unicode has renderers show nothing for
  /// (Default_Ignorable_Code_Point), beside those of the categories that are never visible; and
  /// the empty Braille pattern.
  private static final int[][] INVISIBLE = {
    {0x034f, 0x034f},
    {0x115f, 0x1160},
    {0x17b4, 0x17b5},
    {0x180b, 0x180f},
    {0x2065, 0x2065},
    {0x2800, 0x2800},
    {0x3164, 0x3164},
    {0xfe00, 0xfe0f},
    {0xffa0, 0xffa0},
    {0xfff0, 0xfff8},
    {0xe0000, 0xe0fff},
  };

  private static final int FIRST_OVERRIDE = 0x202a;
  private static final int LAST_OVERRIDE = 0x202e;
  private static final int FIRST_ISOLATE = 0x2066;
  private static final int LAST_ISOLATE = 0x2068;
  private static final int END_OF_ISOLATE = 0x2069;

  private PlainText() {}

  /// The text without the white space around it; empty where nothing in it is visible.
  public static String trimmed(String text) {
    if (text.codePoints().noneMatch(PlainText::isSomething)) {
      return "";
    }
    int from = 0;
    while (isBlank(text.charAt(from))) {
      from++;
    }
    int to = text.length();
    while (isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  /// Whether every code point of the text is visible: no white space, nothing that is not shown.
  public static boolean isVisibleThroughout(String text) {
    return text.codePoints().allMatch(PlainText::isVisible);
  }

  /// The reason why the text cannot be taken, to follow the name of its field; empty where it
  /// can.
  public static Optional<String> fault(String text, Lines lines) {
    if (text.codePoints().anyMatch(one -> isForbidden(one, lines))) {
      return Optional.of(
          lines == Lines.ONE && text.codePoints().anyMatch(PlainText::isLineBreak)
              ? "must be one line"
              : "has a control character");
    }
    if (!WellFormedText.isIn(text)) {
      return Optional.of("has half a surrogate pair");
    }
    if (text.codePoints().anyMatch(one -> one >= FIRST_OVERRIDE && one <= LAST_OVERRIDE)) {
      return Optional.of("has a character that changes the direction of other text");
    }
    return closesIsolates(text)
        ? Optional.empty()
        : Optional.of("has a directional isolate that is not closed");
  }

  /// What cannot be taken is something as well: it is refused, not removed.
  private static boolean isSomething(int codePoint) {
    boolean isWhiteSpace = codePoint <= Character.MAX_VALUE && isBlank((char) codePoint);
    boolean isForbidden =
        Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    return isVisible(codePoint) || (isForbidden && !isWhiteSpace);
  }

  private static boolean isVisible(int codePoint) {
    if (codePoint > ' ' && codePoint <= '~') {
      return true;
    }
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default ->
          Arrays.stream(INVISIBLE)
              .noneMatch(range -> codePoint >= range[0] && codePoint <= range[1]);
    };
  }

  /// White space (White_Space), and the spaces of no width.
  private static boolean isBlank(char one) {
    return switch (one) {
      case '\t', '\n', '\u000b', '\f', '\r', '\u0085' -> true;
      case '\u200b', '\u2060', '\ufeff' -> true;
      default -> Character.isSpaceChar(one);
    };
  }

  private static boolean isForbidden(int codePoint, Lines lines) {
    boolean isTakenInMany = codePoint == '\n' || codePoint == '\t';
    return lines == Lines.ONE
        ? Character.isISOControl(codePoint) || isLineBreak(codePoint)
        : Character.isISOControl(codePoint) && !isTakenInMany;
  }

  private static boolean isLineBreak(int codePoint) {
    int type = Character.getType(codePoint);
    return codePoint == '\n'
        || codePoint == '\r'
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private static boolean closesIsolates(String text) {
    int open = 0;
    for (int at = 0; at < text.length(); at++) {
      char one = text.charAt(at);
      if (one >= FIRST_ISOLATE && one <= LAST_ISOLATE) {
        open++;
      } else if (one == END_OF_ISOLATE) {
        open--;
      }
      if (open < 0) {
        return false;
      }
    }
    return open == 0;
  }
}
