package com.upcoach.json;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/// A name of a field, or a word of the API, as the bytes it always has in JSON.
public final class JsonWord {

  final String text;

  /// The word in its quotes.
  final byte[] quoted;

  private JsonWord(String text, byte[] quoted) {
    this.text = text;
    this.quoted = quoted;
  }

  /// @param text any text; it is escaped here, once
  public static JsonWord of(String text) {
    return new JsonWord(text, JsonBytes.of(text, JsonBytes::text));
  }

  /// The word of each constant.
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
