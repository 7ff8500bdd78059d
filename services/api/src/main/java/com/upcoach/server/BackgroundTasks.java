package com.upcoach.server;

import com.upcoach.coalesce.Lanes;
import com.upcoach.database.DatabaseRoles;
import com.upcoach.database.MonthlyPartitions;
import com.upcoach.database.PartitionUpkeep;
import com.upcoach.http.ConnectionRefusals;
import com.upcoach.http.FailureLog;
import com.upcoach.http.OverloadLog;
import com.upcoach.http.StorageState;
import com.upcoach.logging.RateLimitedLog;
import com.upcoach.security.SecurityEvents;
import com.upcoach.settings.Settings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/// What a running server does by itself, beside answering.
@Singleton
final class BackgroundTasks {

  /// The property that says whether the database is the embedded one of the data folder.
  static final String EMBEDDED = "upcoach.embedded-database";

  private static final Logger LOG = Logger.getLogger(BackgroundTasks.class);
  private static final long MEASURES_EVERY_MS = Duration.ofSeconds(1).toMillis();
  private static final long LOGS_EVERY_MS = Duration.ofSeconds(5).toMillis();

  private PartitionUpkeep partitions;

  void begin(@Observes StartupEvent start, DatabaseRoles database, Clock clock) {
    partitions = PartitionUpkeep.start(new MonthlyPartitions(database.owner(), clock));
  }

  void end(@Observes ShutdownEvent end) {
    partitions.close();
  }

  void log(
      @Observes StartupEvent start,
      Vertx vertx,
      Lanes lanes,
      ConnectionRefusals refusals,
      SecurityEvents security) {
    OverloadLog overload =
        new OverloadLog(lanes::statistics, new RateLimitedLog<>(1, LOG::warn, System::nanoTime));
    vertx.setPeriodic(
        LOGS_EVERY_MS,
        again -> {
          overload.look();
          FailureLog.flush();
          refusals.flushLog();
          security.flushLog();
        });
  }

  /// The free space of a disk is asked for on a worker thread: a network file system may block.
  void measureDisk(@Observes StartupEvent start, Vertx vertx, Settings settings, Config config) {
    if (config.getOptionalValue(EMBEDDED, Boolean.class).orElse(false)) {
      Path data = settings.data();
      StorageState.ofProcess().measured(freeBytes(data));
      vertx.setPeriodic(
          MEASURES_EVERY_MS,
          again ->
              vertx
                  .executeBlocking(() -> freeBytes(data), false)
                  .onSuccess(StorageState.ofProcess()::measured)
                  .onFailure(
                      failure ->
                          LOG.debugf(
                              "The free space of %s is not known: %s",
                              data, failure.getMessage())));
    }
  }

  private static long freeBytes(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
