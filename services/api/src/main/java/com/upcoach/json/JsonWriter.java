package com.upcoach.json;

/// Serializes a type of value to JSON, usually a method reference such as `HabitJson::write`.
@FunctionalInterface
public interface JsonWriter<T> {

  /// Writes one complete value.
  void write(JsonBytes json, T value);
}
