package com.upcoach.server;

import com.upcoach.coalesce.Lanes;
import com.upcoach.database.BatchedStatements;
import com.upcoach.database.DatabaseAddress;
import com.upcoach.database.DatabaseRoles;
import com.upcoach.database.Pools;
import com.upcoach.http.StorageFailures;
import com.upcoach.settings.Settings;
import com.upcoach.settings.Settings.ConfiguredValue;
import com.upcoach.settings.UsageFailure;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;

/// Produces settings and database access. All of it is created before HTTP listens. The database is
/// already running: [RunCommand] starts it first and stops it last.
@Singleton
final class Wiring {

  @Produces
  @Singleton
  Settings settings(Config config) {
    return Settings.of(
        setting ->
            config
                .getOptionalValue(setting.property(), String.class)
                .map(value -> new ConfiguredValue(value, setting.property())));
  }

  /// The database roles. [RunCommand] always sets the address, also of the embedded PostgreSQL.
  @Produces
  @Singleton
  DatabaseRoles roles(Settings settings) {
    return settings
        .databaseRoles()
        .orElseThrow(() -> new UsageFailure("No database: start UpCoach with ./upcoach run"));
  }

  @Produces
  @Singleton
  DatabaseAddress database(DatabaseRoles roles) {
    return roles.server();
  }

  @Produces
  @Singleton
  Pool pool(Vertx vertx, DatabaseAddress address, Settings settings) {
    return Pools.open(vertx, address, settings.databasePoolSize(), "member");
  }

  void close(@Disposes Pool pool) {
    pool.close();
  }

  @Produces
  @Singleton
  Lanes lanes(Vertx vertx, DatabaseAddress address) {
    return Pools.lanes(vertx, address, StorageFailures::onConnectionNotice);
  }

  void close(@Disposes Lanes lanes) {
    lanes.close();
  }

  @Produces
  @Singleton
  BatchedStatements batching(Lanes lanes, Settings settings) {
    return new BatchedStatements(lanes, settings.batchLimit(), settings.waitingLimit());
  }
}
