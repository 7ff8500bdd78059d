package com.upcoach.database;

/// A database, reached as each of the two roles that use it.
///
/// @param server for everything that requests, commands and upkeep read and write: it needs no
///     more than to read and write rows
/// @param owner for what changes tables: migrations, the monthly parts of `check_in`, and loading
///     demo data. Where there is only one role, both are the same
public record DatabaseRoles(DatabaseAddress server, DatabaseAddress owner) {

  /// The same role for both.
  public static DatabaseRoles same(DatabaseAddress address) {
    return new DatabaseRoles(address, address);
  }

  /// Whether the server has a role of its own, with fewer rights than the owner.
  public boolean areTwo() {
    return !server.user().equals(owner.user());
  }
}
