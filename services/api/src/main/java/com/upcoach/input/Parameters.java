package com.upcoach.input;

import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.problem.WellFormedText;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Parses path and query parameters. Each method throws [InvalidRequest], naming the parameter, if
/// the value is invalid.
public final class Parameters {

  private Parameters() {}

  /// Whether the text is a full UUID.
  public static boolean isId(String text) {
    return Ids.isId(text);
  }

  /// An id in the path. A text that is no UUID names no object, so it is refused as not found.
  public static UUID id(String text) {
    if (!Ids.isId(text)) {
      throw new InvalidRequest(Problem.of(ProblemKind.NOT_FOUND, "An id must be a UUID."));
    }
    return UUID.fromString(text);
  }

  /// A date in the path or query.
  public static LocalDate day(String name, String text) {
    try {
      return Dates.parse(text);
    } catch (DateTimeException wrong) {
      throw invalid(name, "must be a date such as 2026-11-23");
    }
  }

  /// An optional date in the query.
  public static Optional<LocalDate> optionalDay(String name, String text) {
    return text == null ? Optional.empty() : Optional.of(day(name, text));
  }

  /// An integer in the query; if omitted, `fallback`.
  public static int number(String name, String text, int fallback, int min, int max) {
    if (text == null) {
      return fallback;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw invalid(name, "must be a whole number from %d to %d".formatted(min, max));
    }
    throw invalid(name, "must be a whole number from %d to %d".formatted(min, max));
  }

  /// Text in the query; if omitted, empty.
  public static String text(String name, String text, int max) {
    if (text == null) {
      return "";
    }
    if (text.length() > max) {
      throw invalid(name, "must have at most %d characters".formatted(max));
    }
    if (text.chars().anyMatch(Character::isISOControl) || !WellFormedText.isIn(text)) {
      throw invalid(name, "has a control character or an invalid character");
    }
    return text;
  }

  /// `true` or `false` in the query; if omitted, empty.
  public static Optional<Boolean> optionalFlag(String name, String text) {
    return text == null ? Optional.empty() : Optional.of(flag(name, text));
  }

  /// A parameter with one of several values; empty if omitted.
  ///
  /// @param word the name of each value
  public static <T> Optional<T> optionalWord(
      String name, String text, List<T> values, Function<T, String> word) {
    if (text == null) {
      return Optional.empty();
    }
    Optional<T> named = values.stream().filter(value -> word.apply(value).equals(text)).findFirst();
    if (named.isEmpty()) {
      throw invalid(
          name, "must be one of " + String.join(", ", values.stream().map(word).toList()));
    }
    return named;
  }

  /// An id in the query; if omitted, empty.
  public static Optional<UUID> optionalId(String name, String text) {
    if (text != null && !Ids.isId(text)) {
      throw invalid(name, "must be a UUID");
    }
    return Optional.ofNullable(text).map(UUID::fromString);
  }

  /// `true` or `false` in the query; if omitted, false.
  public static boolean flag(String name, String text) {
    return switch (text) {
      case null -> false;
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid(name, "must be true or false");
    };
  }

  /// The refusal of a nested field of a body.
  public static InvalidRequest invalidField(String name, String reason) {
    return new InvalidRequest(
        new Problem(
            ProblemKind.INVALID_FIELD,
            name + " " + reason + ".",
            List.of(new Problem.FieldError(name, reason))));
  }

  /// The refusal of a parameter.
  public static InvalidRequest invalid(String name, String reason) {
    return new InvalidRequest(
        new Problem(
            ProblemKind.INVALID_PARAMETER,
            name + " " + reason + ".",
            List.of(new Problem.FieldError(name, reason))));
  }
}
