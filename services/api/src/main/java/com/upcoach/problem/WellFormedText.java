package com.upcoach.problem;

/// Checks and repairs well-formed Unicode: text without lone surrogates. Ill-formed text has no
/// UTF-8 form, so it can be neither stored nor sent.
public final class WellFormedText {

  private WellFormedText() {}

  /// Whether the text is well-formed.
  public static boolean isIn(String text) {
    return text.codePoints().noneMatch(WellFormedText::isLoneSurrogate);
  }

  /// The text with `�` in place of every lone surrogate.
  public static String repaired(String text) {
    return isIn(text)
        ? text
        : text.codePoints()
            .map(point -> isLoneSurrogate(point) ? '\ufffd' : point)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }

  private static boolean isLoneSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
