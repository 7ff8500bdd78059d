package com.upcoach.database;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A dedicated PostgreSQL with production durability, for tests that kill it.
public final class DurableDatabase implements QuarkusTestResourceLifecycleManager {

  /// The property with the path of its data folder.
  public static final String FOLDER = "upcoach.test.durable-folder";

  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private Path parent;
  private EmbeddedPostgres postgres;

  @Override
  public Map<String, String> start() {
    try {
      parent = Files.createTempDirectory(TARGET, "durable");
      var folder = TestDatabase.folder(parent);
      postgres = EmbeddedPostgres.start(folder, PostgresSettings.durable(), _ -> {});
      Migrations.run(postgres.address(), _ -> {});
      return Map.of(
          "upcoach.database-url", postgres.address().url(), FOLDER, folder.path().toString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void stop() {
    postgres.close();
    try {
      PostgresPrograms.deleteTree(parent);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// The process id of the PostgreSQL of a data folder.
  public static long pid(String folder) {
    return PostmasterFile.read(DataFolder.at(Path.of(folder))).orElseThrow().pid();
  }
}
