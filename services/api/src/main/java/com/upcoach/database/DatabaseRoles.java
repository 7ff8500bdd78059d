package com.upcoach.database;

/// The addresses of a database for the two roles that use it.
///
/// @param server for requests, commands and background tasks; it only reads and writes rows
/// @param owner for changes of tables: migrations, the monthly partitions of `check_in`, and
///     loading of demo data. With a single role, both addresses are equal
public record DatabaseRoles(DatabaseAddress server, DatabaseAddress owner) {

  /// One role for both purposes.
  public static DatabaseRoles same(DatabaseAddress address) {
    return new DatabaseRoles(address, address);
  }

  /// Whether the server has a role of its own, with fewer rights than the owner.
  public boolean areSeparate() {
    return !server.user().equals(owner.user());
  }
}
