package com.upcoach.input;

import com.upcoach.problem.WellFormedText;
import java.util.Arrays;
import java.util.Optional;

/// Validates and trims text that people type and others read: titles, names, notes. Surrounding
/// white space, as Unicode defines it, is removed. Text without visible characters counts as empty.
///
/// Control characters are refused, as are bidirectional embeddings and overrides (U+202A–U+202E).
/// Their effect continues after the text, so a name could reverse the words around it.
/// Right-to-left text needs none of them. Directional isolates (U+2066–U+2069) are accepted if each
/// is closed.
///
/// @see <a href="https://www.unicode.org/reports/tr9/">UAX 9, Bidirectional Algorithm</a>
/// @see <a href="https://www.unicode.org/reports/tr44/">UAX 44, Character Database</a>
public final class PlainText {

  /// Whether text may have more than one line.
  public enum Lines {
    ONE,
    /// Line feeds and tabs are accepted.
    MANY
  }

  /// First and last code points of invisible ranges: those with the Unicode property
  /// Default_Ignorable_Code_Point, except for general categories that are never visible, and the
  /// empty Braille pattern.
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

  /// The text without surrounding white space; empty if no character is visible.
  public static String trimmed(String text) {
    if (text.codePoints().noneMatch(PlainText::isContent)) {
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

  /// Whether every code point of the text is visible: no white space and no invisible characters.
  public static boolean isVisibleThroughout(String text) {
    return text.codePoints().allMatch(PlainText::isVisible);
  }

  /// The reason why the text is invalid, to follow the name of its field; empty if it is valid.
  public static Optional<String> fault(String text, Lines lines) {
    if (text.codePoints().anyMatch(codePoint -> isForbidden(codePoint, lines))) {
      return Optional.of(
          lines == Lines.ONE && text.codePoints().anyMatch(PlainText::isLineBreak)
              ? "must be one line"
              : "has a control character");
    }
    if (!WellFormedText.isIn(text)) {
      return Optional.of("has half of a surrogate pair");
    }
    if (text.codePoints().anyMatch(point -> point >= FIRST_OVERRIDE && point <= LAST_OVERRIDE)) {
      return Optional.of("has a character that changes the direction of other text");
    }
    return closesIsolates(text)
        ? Optional.empty()
        : Optional.of("has a directional isolate that is not closed");
  }

  /// Whether a code point counts as content. Forbidden characters do: they must be refused, not
  /// trimmed.
  private static boolean isContent(int codePoint) {
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

  /// Whether a character is white space (White_Space) or a zero-width space.
  private static boolean isBlank(char unit) {
    return switch (unit) {
      case '\t', '\n', '\u000b', '\f', '\r', '\u0085' -> true;
      case '\u200b', '\u2060', '\ufeff' -> true;
      default -> Character.isSpaceChar(unit);
    };
  }

  private static boolean isForbidden(int codePoint, Lines lines) {
    boolean isAllowedInMany = codePoint == '\n' || codePoint == '\t';
    return lines == Lines.ONE
        ? Character.isISOControl(codePoint) || isLineBreak(codePoint)
        : Character.isISOControl(codePoint) && !isAllowedInMany;
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
      char unit = text.charAt(at);
      if (unit >= FIRST_ISOLATE && unit <= LAST_ISOLATE) {
        open++;
      } else if (unit == END_OF_ISOLATE) {
        open--;
      }
      if (open < 0) {
        return false;
      }
    }
    return open == 0;
  }
}
