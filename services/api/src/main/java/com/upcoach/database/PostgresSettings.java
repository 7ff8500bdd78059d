package com.upcoach.database;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The settings of the embedded PostgreSQL: durable, and sized for the machine.
///
/// They are written to `upcoach.conf` at each start. PostgreSQL reads the file of `ALTER SYSTEM`
/// later, so the operator's settings take precedence.
///
/// @param values by PostgreSQL's name of the setting
public record PostgresSettings(Map<String, String> values) {

  private static final String FILE = "upcoach.conf";

  public PostgresSettings {
    values = Map.copyOf(values);
  }

  /// The production settings: a commit is on disk before it is acknowledged.
  public static PostgresSettings durable() {
    var values = new LinkedHashMap<String, String>();
    values.put("fsync", "on");
    values.put("synchronous_commit", "on");
    values.put("full_page_writes", "on");
    // The bundled binaries support neither lz4 nor zstd.
    values.put("wal_compression", "pglz");
    // After a checkpoint, the first change of each page writes the full page. A large WAL avoids a
    // checkpoint every half minute under load.
    values.put("max_wal_size", "4GB");
    // Zero-filling a new WAL file took 50 ms, during which no check-in commits, and a busy server
    // fills a file a second.
    values.put("wal_init_zero", "off");
    // Recycles WAL files after a checkpoint, as flushing a new file takes longer.
    values.put("min_wal_size", "1GB");
    values.put("checkpoint_timeout", "15min");

    // Points are indexed, so each check-in leaves three dead rows. Within a minute they could be a
    // million, which every query of a standing would have to skip.
    values.put("autovacuum_naptime", "10s");

    values.put("max_connections", "100");
    // Keeps the rows that members read in PostgreSQL's own buffers, without system calls.
    values.put("shared_buffers", megabytes(sixteenthOfMemory()));
    values.put("effective_cache_size", megabytes(4 * sixteenthOfMemory()));
    values.put("maintenance_work_mem", "64MB");
    values.put("io_workers", "2");
    // On an SSD a random page costs little more than a sequential one.
    values.put("random_page_cost", "1.1");
    // JIT compilation takes longer than any statement of UpCoach.
    values.put("jit", "off");

    values.put("shared_preload_libraries", "pg_stat_statements");
    values.put("track_io_timing", "on");
    values.put("timezone", "UTC");

    values.put("logging_collector", "on");
    values.put("log_filename", "postgresql-%Y-%m-%dT%H%M%S.log");
    values.put("log_rotation_size", "8MB");
    values.put("log_rotation_age", "0");
    values.put("log_timezone", "UTC");
    values.put("log_line_prefix", "%m [%p] %a ");
    // Parameters contain members' notes, which must not be logged.
    values.put("log_parameter_max_length", "0");
    values.put("log_parameter_max_length_on_error", "0");
    return new PostgresSettings(values);
  }

  /// A sixteenth of the memory of the machine or container, in MiB, from 128 to 4,096.
  private static long sixteenthOfMemory() {
    long bytes =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    return Math.clamp((bytes >> 20) / 16, 128, 4_096);
  }

  private static String megabytes(long count) {
    return count + "MB";
  }

  /// These settings with some of them replaced.
  public PostgresSettings with(Map<String, String> others) {
    var merged = new LinkedHashMap<>(values);
    merged.putAll(others);
    return new PostgresSettings(merged);
  }

  /// Writes the settings to `upcoach.conf`.
  void writeTo(DataFolder folder) {
    var text =
        with(Map.of("log_directory", folder.log().toString())).values.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> "%s = '%s'".formatted(e.getKey(), quoted(e.getValue())))
            .collect(Collectors.joining("\n", "# Written at each start.\n", "\n"));
    try {
      Files.writeString(folder.database().resolve(FILE), text);
    } catch (IOException e) {
      throw new DatabaseFailure(
          "%s cannot be written: %s".formatted(folder.database(), e.getMessage()), e);
    }
  }

  /// The line in a new `postgresql.conf` that includes the file.
  static String include() {
    return "\ninclude_if_exists = '" + FILE + "'\n";
  }

  private static String quoted(String value) {
    return value.replace("'", "''");
  }
}
