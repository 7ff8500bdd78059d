package com.upcoach.paging;

import com.upcoach.input.Parameters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// In which order a list is asked for.
///
/// @param by what it is sorted by; items that are alike in it stand by their ids, the same way
/// @param descending the last first
public record SortOrder<S extends Enum<S>>(S by, boolean descending) {

  private static final Pattern NEXT_WORD = Pattern.compile("_(.)");

  /// The first first.
  public static <S extends Enum<S>> SortOrder<S> of(S by) {
    return new SortOrder<>(by, false);
  }

  /// The last first.
  public static <S extends Enum<S>> SortOrder<S> descending(S by) {
    return new SortOrder<>(by, true);
  }

  /// Every order that a list has.
  public static <S extends Enum<S>> List<SortOrder<S>> all(Class<S> sorts) {
    return Arrays.stream(sorts.getEnumConstants())
        .flatMap(by -> Stream.of(of(by), descending(by)))
        .toList();
  }

  /// The order that the parameter `sort` names.
  ///
  /// @param sent null for the usual one
  /// @throws InvalidRequest with all that there are, where it names none
  public static <S extends Enum<S>> SortOrder<S> parse(String sent, SortOrder<S> usual) {
    if (sent == null) {
      return usual;
    }
    List<SortOrder<S>> known = all(usual.by().getDeclaringClass());
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

  /// As it stands in a query: `createdAt`, or `-createdAt` where the last is first.
  public String word() {
    String lower = by.name().toLowerCase(Locale.ROOT);
    String word =
        NEXT_WORD.matcher(lower).replaceAll(next -> next.group(1).toUpperCase(Locale.ROOT));
    return descending ? '-' + word : word;
  }
}
