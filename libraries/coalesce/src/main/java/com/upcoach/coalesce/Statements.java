package com.upcoach.coalesce;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

/// Runs prepared statements on a lane's connection, one behind the other without waiting.
@FunctionalInterface
public interface Statements {

  /// Fails with a [LaneRejectedException] where the database is away, and with what it says
  /// otherwise.
  Future<RowSet<Row>> run(String sql, Tuple arguments);
}
