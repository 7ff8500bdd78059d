package com.upcoach.http;

import java.util.Optional;

/// Whether there is room to store anything: on the disk of the embedded database, and on that of a
/// database elsewhere as far as its refusals tell.
///
/// Of the whole process, as its log is.
public final class StorageState {

  private static final StorageState OF_PROCESS = new StorageState();

  /// Two files of PostgreSQL's write-ahead log. Without room for the next one PostgreSQL stops.
  static final long LEAST_FREE_BYTES = 32L << 20;

  private volatile boolean dataDiskIsFull;
  private volatile boolean databaseDiskIsFull;

  public static StorageState ofProcess() {
    return OF_PROCESS;
  }

  /// Notes how much room the disk of the embedded database has.
  public void measured(long freeBytes) {
    dataDiskIsFull = freeBytes < LEAST_FREE_BYTES;
  }

  /// Notes that the database has refused a statement because its disk is full.
  void refusedByDatabase() {
    databaseDiskIsFull = true;
  }

  /// Notes that the database has stored something.
  public void storedByDatabase() {
    databaseDiskIsFull = false;
  }

  /// Whether the embedded database is to be spared, so that it can go on reading.
  public boolean dataDiskIsFull() {
    return dataDiskIsFull;
  }

  /// Whether the last that is known of the database is that its disk was full.
  public boolean databaseDiskIsFull() {
    return databaseDiskIsFull;
  }

  /// For operators: which disk is full, if one is.
  public Optional<String> reason() {
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
