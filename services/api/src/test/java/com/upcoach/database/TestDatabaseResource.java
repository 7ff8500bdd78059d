package com.upcoach.database;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// Points a `@QuarkusTest` at a database of its own:
/// `@QuarkusTestResource(TestDatabaseResource.class)`.
public final class TestDatabaseResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return Map.of("upcoach.database-url", TestDatabase.fresh().url());
    }

    /// The server ends with the test run.
    @Override
    public void stop() {}
}
