package com.upcoach.database;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// Points a `@QuarkusTest` at a new database, which the server uses with its own role:
/// `@QuarkusTestResource(TestDatabaseResource.class)`.
public final class TestDatabaseResource implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    DatabaseRoles roles = TestDatabase.freshWithRoles();
    return Map.of(
        "upcoach.database-url",
        roles.server().url(),
        "upcoach.database-owner-url",
        roles.owner().url());
  }

  /// Does nothing: the server ends with the test run.
  @Override
  public void stop() {}
}
