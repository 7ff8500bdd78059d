package com.upcoach.json;

/// How a kind of value looks in the API's JSON. A method that writes it is one, such as
/// `HabitJson::write`.
@FunctionalInterface
public interface JsonWriter<T> {

  /// Writes one value, whole.
  void write(JsonBytes json, T value);
}
