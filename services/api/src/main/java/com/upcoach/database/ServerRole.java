package com.upcoach.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.core.Utils;

/// The role that the server uses a database with: it reads and writes rows of UpCoach's tables,
/// and can do nothing else to tables, roles, databases or the machine.
final class ServerRole {

  /// Any number that nobody else uses for an advisory lock: "upcr" in ASCII.
  private static final long LOCK = 0x75706372L;

  private static final String FIND = "select from pg_roles where rolname = ?";

  private static final String ATTRIBUTES =
      " login nosuperuser nocreatedb nocreaterole noreplication nobypassrls";

  private ServerRole() {}

  /// Makes the role unless it is there, and gives it the password and attributes that it is to
  /// have. For the embedded PostgreSQL, whose roles are all ours.
  static void make(DatabaseRoles roles) {
    run(
        roles,
        connection -> {
          String name = quoted(roles.server().user());
          String verb = exists(connection, roles.server().user()) ? "alter" : "create";
          return List.of(
              verb
                  + " role "
                  + name
                  + ATTRIBUTES
                  + " password "
                  + literal(roles.server().password()));
        });
  }

  /// Lets the role read and write the rows of all tables, the record of migrations aside.
  static void grant(DatabaseRoles roles) {
    String name = quoted(roles.server().user());
    run(
        roles,
        connection ->
            List.of(
                "grant usage on schema public to " + name,
                "grant select, insert, update, delete on all tables in schema public to " + name,
                "revoke insert, update, delete on flyway_schema_history from " + name));
  }

  private interface Steps {
    List<String> on(Connection connection) throws SQLException;
  }

  private static void run(DatabaseRoles roles, Steps steps) {
    try (Connection connection = roles.owner().dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
      for (String step : steps.on(connection)) {
        statement.execute(step);
      }
      connection.commit();
    } catch (SQLException e) {
      throw new DatabaseFailure(
          "The role %s cannot be given its rights in the database %s: %s"
              .formatted(roles.server().user(), roles.owner(), e.getMessage()),
          e);
    }
  }

  private static boolean exists(Connection connection, String role) throws SQLException {
    try (var find = connection.prepareStatement(FIND)) {
      find.setString(1, role);
      return find.executeQuery().next();
    }
  }

  private static String quoted(String name) {
    try {
      return Utils.escapeIdentifier(null, name).toString();
    } catch (SQLException wrong) {
      throw new DatabaseFailure("The name of the role holds a zero byte", wrong);
    }
  }

  private static String literal(String text) throws SQLException {
    return "'" + Utils.escapeLiteral(null, text, true) + "'";
  }
}
