package com.upcoach.database;

import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/// Converts rows into arrays, one for each column, as arguments of `unnest`.
public final class Columns {

  private Columns() {}

  /// One column of the rows, in their order.
  public static <R, C> C[] of(List<R> rows, IntFunction<C[]> array, Function<R, C> value) {
    C[] column = array.apply(rows.size());
    for (int i = 0; i < column.length; i++) {
      column[i] = value.apply(rows.get(i));
    }
    return column;
  }

  /// The arguments of a batched statement: its columns, in the order of its parameters.
  public static Tuple arguments(Object[]... columns) {
    Tuple arguments = Tuple.tuple();
    for (Object[] column : columns) {
      arguments.addValue(column);
    }
    return arguments;
  }

  /// A column of ids.
  public static <R> UUID[] ids(List<R> rows, Function<R, UUID> value) {
    return of(rows, UUID[]::new, value);
  }
}
