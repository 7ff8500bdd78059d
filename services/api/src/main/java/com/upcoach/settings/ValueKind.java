package com.upcoach.settings;

import java.util.List;

/// The kind of a setting's values, with their validation.
sealed interface ValueKind {

  /// Any text.
  record Text() implements ValueKind {}

  /// A whole number within a range, both ends included.
  record Whole(long least, long most) implements ValueKind {}

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

  static ValueKind whole(long least, long most) {
    return new Whole(least, most);
  }

  static ValueKind choice(String... words) {
    return new Choice(List.of(words));
  }

  /// Whether the value is valid for this kind.
  default boolean allows(String value) {
    return switch (this) {
      case Text _ -> true;
      case Whole(long least, long most) ->
          value.matches("-?\\d{1,18}")
              && Long.parseLong(value) >= least
              && Long.parseLong(value) <= most;
      case Choice(List<String> words) -> words.contains(value);
      case Addresses _ -> Networks.parse(value).isPresent();
      case Origins _ -> WebOrigin.parseAll(value).isPresent();
    };
  }

  /// The allowed values, to end the sentence "it must be …".
  default String described() {
    return switch (this) {
      case Text _ -> "text";
      case Whole(long least, long most) -> "a whole number from " + least + " to " + most;
      case Addresses _ -> "addresses or networks such as 10.0.0.0/8, with commas between";
      case Origins _ -> "origins such as https://app.example.org, with commas between";
      case Choice(List<String> words) -> "one of " + String.join(", ", words);
    };
  }
}
