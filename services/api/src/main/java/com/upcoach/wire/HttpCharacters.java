package com.upcoach.wire;

/// Sets of bytes that the grammar of HTTP allows in some place.
final class HttpCharacters {

  static final String LETTERS_AND_DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /// Methods and names of headers: `token` of RFC 9110.
  static final boolean[] IN_TOKENS = set(LETTERS_AND_DIGITS + "!#$%&'*+-.^_`|~");

  private HttpCharacters() {}

  /// @param members in ASCII
  static boolean[] set(String members) {
    boolean[] set = new boolean[256];
    members.chars().forEach(one -> set[one] = true);
    return set;
  }
}
