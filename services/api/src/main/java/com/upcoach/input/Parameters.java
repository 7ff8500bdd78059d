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

/// Reads path and query parameters; each names the parameter in its refusal.
public final class Parameters {

  private Parameters() {}

  /// Whether the text has the form of an id.
  public static boolean isId(String text) {
    return Ids.isId(text);
  }

  /// An id in the path. What is no UUID cannot be anything of ours, so it is not found.
  public static UUID id(String text) {
    if (!Ids.isId(text)) {
      throw new InvalidRequest(Problem.of(ProblemKind.NOT_FOUND, "An id has the form of a UUID."));
    }
    return UUID.fromString(text);
  }

  /// A day in the path or query.
  public static LocalDate day(String name, String text) {
    try {
      return Dates.parse(text);
    } catch (DateTimeException wrong) {
      throw invalid(name, "must be a date such as 2026-11-23");
    }
  }

  /// A day in the query that may be left out.
  public static Optional<LocalDate> optionalDay(String name, String text) {
    return text == null ? Optional.empty() : Optional.of(day(name, text));
  }

  /// A whole number in the query.
  public static int number(String name, String text, int usual, int least, int most) {
    if (text == null) {
      return usual;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw invalid(name, "must be a whole number from %d to %d".formatted(least, most));
    }
    throw invalid(name, "must be a whole number from %d to %d".formatted(least, most));
  }

  /// Text in the query; left out, it is empty.
  public static String text(String name, String text, int most) {
    if (text == null) {
      return "";
    }
    if (text.length() > most) {
      throw invalid(name, "must have at most %d characters".formatted(most));
    }
    if (text.chars().anyMatch(Character::isISOControl) || !WellFormedText.isIn(text)) {
      throw invalid(name, "has a character that no text has");
    }
    return text;
  }

  /// `true` or `false` in the query; empty where it was left out.
  public static Optional<Boolean> optionalFlag(String name, String text) {
    return text == null ? Optional.empty() : Optional.of(flag(name, text));
  }

  /// One of some words in the query; empty where it was left out.
  ///
  /// @param word of each value
  public static <T> Optional<T> optionalWord(
      String name, String text, List<T> values, Function<T, String> word) {
    if (text == null) {
      return Optional.empty();
    }
    Optional<T> named = values.stream().filter(one -> word.apply(one).equals(text)).findFirst();
    if (named.isEmpty()) {
      throw invalid(
          name, "must be one of " + String.join(", ", values.stream().map(word).toList()));
    }
    return named;
  }

  /// An id in the query; empty where it was left out.
  public static Optional<UUID> optionalId(String name, String text) {
    if (text != null && !Ids.isId(text)) {
      throw invalid(name, "must be a UUID");
    }
    return Optional.ofNullable(text).map(UUID::fromString);
  }

  /// `true` or `false` in the query; left out means false.
  public static boolean flag(String name, String text) {
    return switch (text) {
      case null -> false;
      case "true" -> true;
      case "false" -> false;
      default -> throw invalid(name, "must be true or false");
    };
  }

  /// The refusal of a field deep in a body.
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
