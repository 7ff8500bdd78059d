package com.upcoach.edge;

/// The limits that input is held to.
public final class Bounds {

  /// The most items that one page of a list holds.
  public static final int LARGEST_PAGE = 500;

  /// The items on a page where the request names no number.
  public static final int USUAL_PAGE = 100;

  private static final int LONGEST_ECHO = 60;

  private Bounds() {}

  /// Text from outside, cut so that an answer may repeat it.
  public static String shortened(String text) {
    return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO) + "…";
  }

  /// Whether every surrogate in the text has its other half; without it, it has no UTF-8 form and
  /// can be neither stored nor sent.
  public static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(Bounds::isLoneSurrogate);
  }

  /// The text with `�` in place of every half surrogate pair.
  static String wellFormed(String text) {
    return isWellFormed(text)
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
