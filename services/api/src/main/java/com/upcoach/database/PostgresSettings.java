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
/// They are written to `upcoach.conf` at each start. `ALTER SYSTEM` goes to a file that PostgreSQL
/// reads later, so an operator's own choice always wins.
///
/// @param values by PostgreSQL's name
public record PostgresSettings(Map<String, String> values) {

  private static final String FILE = "upcoach.conf";

  public PostgresSettings {
    values = Map.copyOf(values);
  }

  /// What members' data is kept with: a commit is on the disk before it is acknowledged.
  public static PostgresSettings durable() {
    var values = new LinkedHashMap<String, String>();
    values.put("fsync", "on");
    values.put("synchronous_commit", "on");
    values.put("full_page_writes", "on");
    // The bundled binaries know neither lz4 nor zstd.
    values.put("wal_compression", "pglz");
    // After a checkpoint each page is written whole once more: under load, not every half
    // minute.
    values.put("max_wal_size", "4GB");
    // Filling a new file of the log with zeros took 50 ms, in which nobody's check-in is
    // committed, and a busy server fills a file a second.
    values.put("wal_init_zero", "off");
    // Files of the log that a checkpoint leaves are written again: a flush to a new one takes
    // longer.
    values.put("min_wal_size", "1GB");
    values.put("checkpoint_timeout", "15min");

    // Points stand in an index, so that each check-in leaves three rows behind; in a minute
    // they would be a million, and all who look a standing up would walk past them.
    values.put("autovacuum_naptime", "10s");

    values.put("max_connections", "100");
    // Rows that members read are to stay where PostgreSQL finds them without asking the kernel.
    values.put("shared_buffers", megabytes(sixteenthOfMemory()));
    values.put("effective_cache_size", megabytes(4 * sixteenthOfMemory()));
    values.put("maintenance_work_mem", "64MB");
    values.put("io_workers", "2");
    // On a disk without a head a random page costs little more than the next one.
    values.put("random_page_cost", "1.1");
    // Compiling a statement takes longer than any of ours runs.
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
    // Members' notes are parameters: they have no place in a log.
    values.put("log_parameter_max_length", "0");
    values.put("log_parameter_max_length_on_error", "0");
    return new PostgresSettings(values);
  }

  /// In MiB, 128 to 4,096; of the container, where this runs in one.
  private static long sixteenthOfMemory() {
    long bytes =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    return Math.clamp((bytes >> 20) / 16, 128, 4_096);
  }

  private static String megabytes(long many) {
    return many + "MB";
  }

  /// These settings with some of them replaced.
  public PostgresSettings with(Map<String, String> others) {
    var merged = new LinkedHashMap<>(values);
    merged.putAll(others);
    return new PostgresSettings(merged);
  }

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

  /// The line that makes a new `postgresql.conf` read our file.
  static String include() {
    return "\ninclude_if_exists = '" + FILE + "'\n";
  }

  private static String quoted(String value) {
    return value.replace("'", "''");
  }
}
