package com.upcoach.database;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// Points a `@QuarkusTest` at a database of its own, which the server uses with the role that has
/// no more rights than it needs: `@QuarkusTestResource(TestDatabaseResource.class)`.
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

  /// The server ends with the test run.
  @Override
  public void stop() {}
}
