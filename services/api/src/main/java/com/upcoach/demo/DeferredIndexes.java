package com.upcoach.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Keys and indexes of the largest tables, dropped before the load and created again afterwards:
/// sorting all rows once is cheaper than inserting each into an index.
///
/// Everything happens in the transaction of the load, so a rollback restores the keys and indexes.
/// Until the commit the tables are locked. Therefore it is done only where they are empty and no
/// other session is connected.
final class DeferredIndexes {

  private static final List<DemoTable> LARGEST = List.of(DemoTable.CHECK_IN, DemoTable.STANDING);

  private static final String OTHERS =
      """
            select 1 from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()
              and backend_type = 'client backend'
            """;

  /// Each definition has the statement that drops it and the one that creates it again, keys first.
  private static final String DEFINITIONS =
      """
            select format('alter table %I drop constraint %I', ?, conname),
                   format('alter table %I add constraint %I %s',
                          ?, conname, pg_get_constraintdef(oid))
            from pg_constraint where conrelid = ?::regclass and contype in ('p', 'u')
            union all
            select format('drop index %I', i.relname), pg_get_indexdef(i.oid)
            from pg_index x join pg_class i on i.oid = x.indexrelid
            where x.indrelid = ?::regclass
              and not exists (select from pg_constraint c where c.conindid = x.indexrelid)
            """;

  private static final int PLACES = 4;

  private final List<String> createStatements;

  private DeferredIndexes(List<String> createStatements) {
    this.createStatements = createStatements;
  }

  /// Drops keys and indexes where nobody else uses the tables; otherwise changes nothing.
  static DeferredIndexes dropped(Connection connection) throws SQLException {
    List<String> createStatements = new ArrayList<>();
    if (found(connection, OTHERS) || anyFilled(connection)) {
      return new DeferredIndexes(createStatements);
    }
    List<String> dropStatements = new ArrayList<>();
    for (DemoTable table : LARGEST) {
      try (PreparedStatement query = connection.prepareStatement(DEFINITIONS)) {
        for (int place = 1; place <= PLACES; place++) {
          query.setString(place, table.table);
        }
        ResultSet definitions = query.executeQuery();
        while (definitions.next()) {
          dropStatements.add(definitions.getString(1));
          createStatements.add(definitions.getString(2));
        }
      }
    }
    run(connection, dropStatements);
    return new DeferredIndexes(createStatements);
  }

  /// Creates the dropped keys and indexes again.
  void restore(Connection connection) throws SQLException {
    run(connection, createStatements);
  }

  private static boolean anyFilled(Connection connection) throws SQLException {
    for (DemoTable table : LARGEST) {
      if (found(connection, "select 1 from " + table.table + " limit 1")) {
        return true;
      }
    }
    return false;
  }

  private static boolean found(Connection connection, String question) throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.executeQuery(question).next();
    }
  }

  private static void run(Connection connection, List<String> statements) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
