package com.upcoach.paging;

import com.upcoach.input.Bounds;
import com.upcoach.input.Parameters;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The request for a page of a list.
///
/// @param list the fingerprint of the list
/// @param after the position after the last item of the previous page; empty for the first page
/// @param size maximum number of items on the page
public record PageRequest(ListFingerprint list, Optional<Cursor> after, int size) {

  /// Parses the parameters `limit` and `cursor`, each as sent or null.
  ///
  /// @param parts the properties that distinguish the list, including sort order and filters
  /// @throws InvalidRequest naming the invalid parameter
  public static PageRequest of(String limit, String cursor, Object... parts) {
    return of(
        Parameters.number("limit", limit, Bounds.DEFAULT_PAGE, 1, Bounds.MAX_PAGE), cursor, parts);
  }

  /// Parses the parameter `cursor`, for a page of a known size.
  public static PageRequest of(int size, String cursor, Object... parts) {
    ListFingerprint list = ListFingerprint.of(parts);
    return new PageRequest(
        list, Optional.ofNullable(cursor).map(text -> Cursor.parse("cursor", text, list)), size);
  }

  /// The number of rows to query: one more than the page size, to detect a next page.
  public int queryLimit() {
    return size + 1;
  }

  /// The page of rows that were queried after [#after].
  ///
  /// @param rows in their order, at most [#queryLimit]
  /// @param position the cursor of an item
  public <T> Page<T> page(List<T> rows, Function<? super T, Cursor> position) {
    if (rows.size() <= size) {
      return new Page<>(rows, null);
    }
    List<T> items = List.copyOf(rows.subList(0, size));
    return new Page<>(items, position.apply(items.getLast()).text(list));
  }

  /// The page of a short list that is entirely in memory.
  ///
  /// @param all in any order
  /// @param position the cursor of an item
  public <T> Page<T> cut(
      Collection<T> all, boolean descending, Function<? super T, Cursor> position) {
    Comparator<Cursor> order = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
    return page(
        all.stream()
            .filter(item -> after.isEmpty() || order.compare(position.apply(item), after.get()) > 0)
            .sorted(Comparator.comparing(position, order))
            .limit(queryLimit())
            .toList(),
        position);
  }
}
