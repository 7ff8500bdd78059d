package com.upcoach.paging;

import com.upcoach.input.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The sort order of a list.
///
/// @param by the sort key; items with equal keys are sorted by id, in the same direction
/// @param descending whether the order is descending
public record SortOrder<S extends Enum<S>>(S by, boolean descending) {

  private static final Pattern NEXT_WORD = Pattern.compile("_(.)");

  /// Ascending order.
  public static <S extends Enum<S>> SortOrder<S> of(S by) {
    return new SortOrder<>(by, false);
  }

  /// Descending order.
  public static <S extends Enum<S>> SortOrder<S> descending(S by) {
    return new SortOrder<>(by, true);
  }

  /// All sort orders of a list.
  public static <S extends Enum<S>> List<SortOrder<S>> all(Class<S> sorts) {
    return Arrays.stream(sorts.getEnumConstants())
        .flatMap(by -> Stream.of(of(by), descending(by)))
        .toList();
  }

  /// Parses the parameter `sort`.
  ///
  /// @param sent as sent; null for the default
  /// @throws InvalidRequest naming all sort orders, if the parameter names none of them
  public static <S extends Enum<S>> SortOrder<S> parse(String sent, SortOrder<S> fallback) {
    if (sent == null) {
      return fallback;
    }
    List<SortOrder<S>> known = all(fallback.by().getDeclaringClass());
    return known.stream()
        .filter(order -> order.word().equals(sent))
        .findFirst()
        .orElseThrow(
            () ->
                Parameters.invalid(
                    "sort",
                    "must be one of "
                        + String.join(", ", known.stream().map(SortOrder::word).toList())));
  }

  /// The value of the parameter: `createdAt`, or `-createdAt` for descending order.
  public String word() {
    String lower = by.name().toLowerCase(Locale.ROOT);
    String word =
        NEXT_WORD.matcher(lower).replaceAll(next -> next.group(1).toUpperCase(Locale.ROOT));
    return descending ? '-' + word : word;
  }
}
