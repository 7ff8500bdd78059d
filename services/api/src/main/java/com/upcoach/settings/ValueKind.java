package com.upcoach.settings;

import java.util.List;

/// The kind of a setting's values, with their validation.
sealed interface ValueKind {

  /// Any text.
  record Text() implements ValueKind {}

  /// A whole number within a range, both ends included.
  record WholeNumber(long min, long max) implements ValueKind {}

  /// One word of a list.
  record Choice(List<String> words) implements ValueKind {}

  /// Addresses and networks, with commas between.
  record Addresses() implements ValueKind {}

  /// Origins of web pages, with commas between.
  record Origins() implements ValueKind {}

  static ValueKind origins() {
    return new Origins();
  }

  static ValueKind networks() {
    return new Addresses();
  }

  static ValueKind text() {
    return new Text();
  }

  static ValueKind whole(long min, long max) {
    return new WholeNumber(min, max);
  }

  static ValueKind choice(String... words) {
    return new Choice(List.of(words));
  }

  /// Whether the value is valid for this kind.
  default boolean allows(String value) {
    return switch (this) {
      case Text _ -> true;
      case WholeNumber(long min, long max) ->
          value.matches("-?\\d{1,18}")
              && Long.parseLong(value) >= min
              && Long.parseLong(value) <= max;
      case Choice(List<String> words) -> words.contains(value);
      case Addresses _ -> Networks.parse(value).isPresent();
      case Origins _ -> WebOrigin.parseAll(value).isPresent();
    };
  }

  /// The allowed values, to end the sentence "it must be …".
  default String description() {
    return switch (this) {
      case Text _ -> "text";
      case WholeNumber(long min, long max) -> "a whole number from " + min + " to " + max;
      case Addresses _ -> "addresses or networks such as 10.0.0.0/8, with commas between";
      case Origins _ -> "origins such as https://app.example.org, with commas between";
      case Choice(List<String> words) -> "one of " + String.join(", ", words);
    };
  }
}
