package com.upcoach.input;

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
}
