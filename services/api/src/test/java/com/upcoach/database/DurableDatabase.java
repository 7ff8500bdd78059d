package com.upcoach.database;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// A PostgreSQL of a test's own, as durable as that of a server, to be treated badly.
public final class DurableDatabase implements QuarkusTestResourceLifecycleManager {

  /// The property that says where its data folder is.
  public static final String FOLDER = "upcoach.test.durable-folder";

  private static final Path TARGET = Path.of("target").toAbsolutePath();

  private Path parent;
  private EmbeddedPostgres postgres;

  @Override
  public Map<String, String> start() {
    try {
      parent = Files.createTempDirectory(TARGET, "durable");
      var folder = TestDatabase.folder(parent);
      postgres = EmbeddedPostgres.start(folder, PostgresSettings.durable(), line -> {});
      Migrations.run(postgres.address(), line -> {});
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

  /// The process that is the PostgreSQL of a data folder now.
  public static long pid(String folder) {
    return PostmasterFile.read(DataFolder.at(Path.of(folder))).orElseThrow().pid();
  }
}
