package com.upcoach.http;

import java.util.Optional;

/// Whether the disk of the embedded database is nearly full, and whether a database elsewhere has
/// refused a statement because its disk is full. The whole process shares one state.
public final class StorageState {

  private static final StorageState OF_PROCESS = new StorageState();

  /// Two files of PostgreSQL's write-ahead log. Without room for the next one PostgreSQL stops.
  static final long LEAST_FREE_BYTES = 32L << 20;

  private volatile boolean dataDiskIsFull;
  private volatile boolean databaseDiskIsFull;

  public static StorageState ofProcess() {
    return OF_PROCESS;
  }

  /// Records the free space on the disk of the embedded database.
  public void measured(long freeBytes) {
    dataDiskIsFull = freeBytes < LEAST_FREE_BYTES;
  }

  /// Records that the database refused a statement because its disk is full.
  void refusedByDatabase() {
    databaseDiskIsFull = true;
  }

  /// Records that the database stored something.
  public void storedByDatabase() {
    databaseDiskIsFull = false;
  }

  /// Whether changes are refused, so that the embedded database can go on reading.
  public boolean dataDiskIsFull() {
    return dataDiskIsFull;
  }

  /// Whether the disk of the database was full when it was last written to.
  public boolean databaseDiskIsFull() {
    return databaseDiskIsFull;
  }

  /// Which disk is full, for operators; empty where none is.
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
