package com.upcoach.input;

/// Limits on input.
public final class Bounds {

  /// Maximum number of items on one page of a list.
  public static final int MAX_PAGE = 500;

  /// The number of items on a page if the request names none.
  public static final int DEFAULT_PAGE = 100;

  private static final int MAX_QUOTE = 60;

  private Bounds() {}

  /// A text from a request, truncated so that a response can quote it.
  public static String shortened(String text) {
    return text.length() <= MAX_QUOTE ? text : text.substring(0, MAX_QUOTE) + "…";
  }
}
