package com.upcoach.database;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Hands the rows of a batched select to the keys they were asked for.
///
/// Such a select joins `unnest(…) with ordinality`, and the last column of each row is the place of
/// its key, from 1 on.
public final class KeyedRows {

  private KeyedRows() {}

  /// The row of each key, where it has one.
  ///
  /// @param keys how many there are
  public static <V> List<Optional<V>> optional(
      int keys, RowSet<Row> rows, Function<Row, V> reading) {
    List<Optional<V>> values = new ArrayList<>(Collections.nCopies(keys, Optional.empty()));
    for (Row row : rows) {
      values.set(place(row), Optional.of(reading.apply(row)));
    }
    return values;
  }

  /// The rows of each key, in the order the database gave them.
  ///
  /// @param keys how many there are
  public static <V> List<List<V>> lists(int keys, RowSet<Row> rows, Function<Row, V> reading) {
    List<List<V>> values = new ArrayList<>(keys);
    for (int key = 0; key < keys; key++) {
      values.add(new ArrayList<>(0));
    }
    for (Row row : rows) {
      values.get(place(row)).add(reading.apply(row));
    }
    return values;
  }

  private static int place(Row row) {
    return row.getLong(row.size() - 1).intValue() - 1;
  }
}
