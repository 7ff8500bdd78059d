package com.upcoach.database;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/// Migrates a database to the schema of this version of UpCoach.
public final class Migrations {

  private static final String SCRIPTS = "classpath:db/migration";

  private Migrations() {}

  /// Runs the pending migrations. Several processes may call it concurrently.
  ///
  /// @param progress takes a line if there are pending migrations
  /// @throws DatabaseFailure if a script fails, or the schema is newer than this version of UpCoach
  public static void run(DatabaseAddress address, Consumer<String> progress) {
    run(address, SCRIPTS, progress);
  }

  static void run(DatabaseAddress address, String scripts, Consumer<String> progress) {
    try {
      var flyway =
          Flyway.configure(Migrations.class.getClassLoader())
              .dataSource(address.dataSource())
              .locations(scripts)
              .failOnMissingLocations(true)
              .skipDefaultCallbacks(true)
              .loggers("slf4j")
              .load();
      var info = flyway.info();
      newer(info.all())
          .ifPresent(
              migration -> {
                throw new DatabaseFailure(
                    "The database %s has schema version %s, which is newer than this version of UpCoach: start the newer version that wrote it"
                        .formatted(address, migration.getVersion()));
              });
      if (info.pending().length > 0) {
        progress.accept("Migrating the database: " + steps(info.pending()));
        flyway.migrate();
      }
    } catch (FlywayException e) {
      throw new DatabaseFailure(
          "The database %s cannot be migrated: %s".formatted(address, oneLine(e.getMessage())), e);
    }
  }

  private static Optional<MigrationInfo> newer(MigrationInfo[] all) {
    return Arrays.stream(all)
        .filter(
            migration ->
                migration.getState() == MigrationState.FUTURE_SUCCESS
                    || migration.getState() == MigrationState.FUTURE_FAILED)
        .reduce((earlier, later) -> later);
  }

  private static String steps(MigrationInfo[] pending) {
    return pending.length == 1 ? "1 step" : pending.length + " steps";
  }

  private static String oneLine(String text) {
    return String.join(" ", text.strip().split("\\s+", -1));
  }
}
