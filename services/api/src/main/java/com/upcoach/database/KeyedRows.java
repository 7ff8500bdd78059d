package com.upcoach.database;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Assigns the rows of a batched select to its keys.
///
/// Such a select joins `unnest(…) with ordinality`. The last column of each row is the position of
/// its key, starting at 1.
public final class KeyedRows {

  private KeyedRows() {}

  /// The row of each key; empty for a key without a row.
  ///
  /// @param keys number of keys
  public static <V> List<Optional<V>> optional(
      int keys, RowSet<Row> rows, Function<Row, V> mapper) {
    List<Optional<V>> values = new ArrayList<>(Collections.nCopies(keys, Optional.empty()));
    for (Row row : rows) {
      values.set(index(row), Optional.of(mapper.apply(row)));
    }
    return values;
  }

  /// The rows of each key, in the order of the result.
  ///
  /// @param keys number of keys
  public static <V> List<List<V>> lists(int keys, RowSet<Row> rows, Function<Row, V> mapper) {
    List<List<V>> values = new ArrayList<>(keys);
    for (int key = 0; key < keys; key++) {
      values.add(new ArrayList<>(0));
    }
    for (Row row : rows) {
      values.get(index(row)).add(mapper.apply(row));
    }
    return values;
  }

  private static int index(Row row) {
    return row.getLong(row.size() - 1).intValue() - 1;
  }
}
