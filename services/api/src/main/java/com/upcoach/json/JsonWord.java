package com.upcoach.json;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/// A constant text of the API, such as a field name, with its encoded JSON form.
public final class JsonWord {

  final String text;

  /// The encoded text, including its quotes.
  final byte[] quoted;

  private JsonWord(String text, byte[] quoted) {
    this.text = text;
    this.quoted = quoted;
  }

  /// Encodes a text.
  ///
  /// @param text any text; it is escaped here, once
  public static JsonWord of(String text) {
    return new JsonWord(text, JsonBytes.of(text, JsonBytes::text));
  }

  /// The encoded name of each enum constant.
  public static <E extends Enum<E>> Map<E, JsonWord> each(
      Class<E> kind, Function<? super E, String> word) {
    Map<E, JsonWord> words = new EnumMap<>(kind);
    for (E constant : kind.getEnumConstants()) {
      words.put(constant, of(word.apply(constant)));
    }
    return words;
  }

  @Override
  public String toString() {
    return new String(quoted, StandardCharsets.UTF_8);
  }
}
