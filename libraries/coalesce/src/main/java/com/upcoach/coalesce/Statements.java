package com.upcoach.coalesce;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;

/// Runs prepared statements, pipelined on a lane's connection.
@FunctionalInterface
public interface Statements {

  /// Fails with a [LaneRejectedException] if the database is unreachable, and with the database's
  /// error otherwise.
  Future<RowSet<Row>> run(String sql, Tuple arguments);
}
