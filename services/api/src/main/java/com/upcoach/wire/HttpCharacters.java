package com.upcoach.wire;

/// Character sets of the HTTP grammar, as lookup tables indexed by byte.
final class HttpCharacters {

  static final String LETTERS_AND_DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  /// The characters of methods and header names: `token` of RFC 9110, 5.6.2.
  static final boolean[] IN_TOKENS = set(LETTERS_AND_DIGITS + "!#$%&'*+-.^_`|~");

  private HttpCharacters() {}

  /// A lookup table with these characters.
  ///
  /// @param members ASCII characters
  static boolean[] set(String members) {
    boolean[] set = new boolean[256];
    members.chars().forEach(character -> set[character] = true);
    return set;
  }
}
