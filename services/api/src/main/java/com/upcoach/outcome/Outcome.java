package com.upcoach.outcome;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Function;

/// The result of a use case: [Done] with the value, or [Refused] with the reason.
///
/// @param <T> the value on success
public sealed interface Outcome<T> {

  /// The use case did what was asked.
  record Done<T>(T value) implements Outcome<T> {}

  /// The use case changed nothing, for the given reason.
  record Refused<T>(Refusal refusal) implements Outcome<T> {}

  static <T> Outcome<T> done(T value) {
    return new Done<>(value);
  }

  static <T> Outcome<T> refused(Refusal refusal) {
    return new Refused<>(refusal);
  }

  /// The value, or the refusal where it is missing.
  static <T> Outcome<T> of(Optional<T> value, Refusal ifMissing) {
    return value.map(Outcome::done).orElseGet(() -> refused(ifMissing));
  }

  /// The same outcome with its value converted; a refusal passes through.
  default <R> Outcome<R> map(Function<? super T, ? extends R> conversion) {
    return switch (this) {
      case Done<T>(T value) -> done(conversion.apply(value));
      case Refused<T>(Refusal refusal) -> refused(refusal);
    };
  }

  /// The outcome of a next step that takes the value; a refusal passes through.
  default <R> Uni<Outcome<R>> andThen(Function<? super T, Uni<Outcome<R>>> next) {
    return switch (this) {
      case Done<T>(T value) -> next.apply(value);
      case Refused<T>(Refusal refusal) -> Uni.createFrom().item(refused(refusal));
    };
  }
}
