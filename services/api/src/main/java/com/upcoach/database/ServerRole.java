package com.upcoach.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.core.Utils;

/// The server's database role. It reads and writes rows of UpCoach's tables, and has no other
/// rights on tables, roles, databases or the machine.
final class ServerRole {

  /// The key of the advisory lock, an arbitrary unique number: "upcr" in ASCII.
  private static final long LOCK = 0x75706372L;

  private static final String FIND = "select from pg_roles where rolname = ?";

  private static final String ATTRIBUTES =
      " login nosuperuser nocreatedb nocreaterole noreplication nobypassrls";

  private ServerRole() {}

  /// Creates the role if it is missing, and sets its password and attributes. For the embedded
  /// PostgreSQL, where UpCoach manages all roles.
  static void ensure(DatabaseRoles roles) {
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

  /// Grants the role read and write access to the rows of all tables, except the migration history.
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
          "The role %s cannot be granted its rights in the database %s: %s"
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
      throw new DatabaseFailure("The name of the database role contains a zero byte", wrong);
    }
  }

  private static String literal(String text) throws SQLException {
    return "'" + Utils.escapeLiteral(null, text, true) + "'";
  }
}
