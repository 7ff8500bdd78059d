package com.upcoach.paging;

import com.upcoach.input.Bounds;
import com.upcoach.input.Parameters;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Which page of a list is asked for.
///
/// @param after the item that ended the page before; empty for the first page
/// @param size how many items fit
public record PageRequest(ListFingerprint name, Optional<Cursor> after, int size) {

  /// The page that `limit` and `cursor` ask for, each as it was sent or null.
  ///
  /// @param parts what tells the list from others, its order and filters among them
  /// @throws InvalidRequest naming the one that is wrong
  public static PageRequest of(String limit, String cursor, Object... parts) {
    return of(
        Parameters.number("limit", limit, Bounds.USUAL_PAGE, 1, Bounds.LARGEST_PAGE),
        cursor,
        parts);
  }

  /// The same where the length of the page was read before.
  public static PageRequest of(int size, String cursor, Object... parts) {
    ListFingerprint name = ListFingerprint.of(parts);
    return new PageRequest(
        name, Optional.ofNullable(cursor).map(text -> Cursor.parse("cursor", text, name)), size);
  }

  /// How many rows to read: one more than fits, to see whether more follow.
  public int most() {
    return size + 1;
  }

  /// The page of rows that were read from behind [#after] on.
  ///
  /// @param rows in their order, [#most] at most
  /// @param place of an item in the list
  public <T> Page<T> page(List<T> rows, Function<? super T, Cursor> place) {
    if (rows.size() <= size) {
      return new Page<>(rows, null);
    }
    List<T> items = List.copyOf(rows.subList(0, size));
    return new Page<>(items, place.apply(items.getLast()).text(name));
  }

  /// The page of a list that is here as a whole, being short by nature.
  ///
  /// @param all in any order
  /// @param place of an item in the list
  public <T> Page<T> cut(Collection<T> all, boolean descending, Function<? super T, Cursor> place) {
    Comparator<Cursor> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
    return page(
        all.stream()
            .filter(item -> after.isEmpty() || order.compare(place.apply(item), after.get()) > 0)
            .sorted(Comparator.comparing(place, order))
            .limit(most())
            .toList(),
        place);
  }
}
