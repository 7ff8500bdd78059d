package com.upcoach.server;

import java.util.Optional;

/// Whether there is room to store anything: on the disk of the embedded database, and on that of a
/// database elsewhere as far as its refusals tell.
///
/// Of the whole process, as its log is.
final class StorageState {

  private static final StorageState OF_PROCESS = new StorageState();

  /// Two files of PostgreSQL's write-ahead log. Without room for the next one PostgreSQL stops.
  static final long LEAST_FREE_BYTES = 32L << 20;

  private volatile boolean dataDiskIsFull;
  private volatile boolean databaseDiskIsFull;

  static StorageState ofProcess() {
    return OF_PROCESS;
  }

  /// Notes how much room the disk of the embedded database has.
  void measured(long freeBytes) {
    dataDiskIsFull = freeBytes < LEAST_FREE_BYTES;
  }

  /// Notes that the database has refused a statement because its disk is full.
  void refusedByDatabase() {
    databaseDiskIsFull = true;
  }

  /// Notes that the database has stored something.
  void storedByDatabase() {
    databaseDiskIsFull = false;
  }

  /// Whether the embedded database is to be spared, so that it can go on reading.
  boolean dataDiskIsFull() {
    return dataDiskIsFull;
  }

  /// Whether the last that is known of the database is that its disk was full.
  boolean databaseDiskIsFull() {
    return databaseDiskIsFull;
  }

  /// For operators: which disk is full, if one is.
  Optional<String> reason() {
    if (dataDiskIsFull) {
      return Optional.of(
          "The disk of the data folder has less than %d MiB left: make room"
              .formatted(LEAST_FREE_BYTES >> 20));
    }
    return databaseDiskIsFull
        ? Optional.of("The disk of the database is full: make room")
        : Optional.empty();
  }
}
