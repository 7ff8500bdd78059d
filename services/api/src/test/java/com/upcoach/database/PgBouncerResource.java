package com.upcoach.database;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// Points a `@QuarkusTest` at an empty database behind a PgBouncer, through which it is migrated.
public final class PgBouncerResource implements QuarkusTestResourceLifecycleManager {

  private PgBouncer bouncer;

  @Override
  public Map<String, String> start() {
    var database = TestDatabase.fresh();
    TestDatabase.execute(database, "drop schema public cascade; create schema public");
    bouncer = PgBouncer.before(database);
    Migrations.run(bouncer.address(), _ -> {});
    return Map.of(
        "upcoach.database-url",
        bouncer.address().url().replaceFirst("\\?.*", ""),
        "upcoach.database-pooler",
        "transaction",
        "upcoach.test.direct-url",
        database.url());
  }

  @Override
  public void stop() {
    bouncer.close();
  }
}
