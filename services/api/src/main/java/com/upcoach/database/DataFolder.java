package com.upcoach.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder with all data of UpCoach on this machine.
///
/// @param path absolute; created by [#at]
public record DataFolder(Path path) {

  /// The folder at this path. A missing folder is created, accessible only by its owner (0700).
  ///
  /// @throws DatabaseFailure if the folder cannot be created or written
  public static DataFolder at(Path path) {
    var folder = new DataFolder(path.toAbsolutePath().normalize());
    createPrivate(folder.path);
    if (!Files.isWritable(folder.path)) {
      throw new DatabaseFailure(
          "The data folder %s cannot be written by this user: change its owner, or choose another with --data"
              .formatted(folder.path));
    }
    return folder;
  }

  /// The data directory of the embedded PostgreSQL.
  public Path database() {
    return path.resolve("database");
  }

  /// The file with the password of the database owner; mode 0600.
  Path password() {
    return path.resolve("database.password");
  }

  /// The file with the password of the server's database role; mode 0600.
  Path serverPassword() {
    return path.resolve("database-server.password");
  }

  /// The log files of the embedded PostgreSQL.
  public Path log() {
    var log = path.resolve("log");
    createPrivate(log);
    return log;
  }

  /// The output of PostgreSQL before its log collector runs.
  Path startLog() {
    return log().resolve("postgresql-start.log");
  }

  /// The folder for uploads in progress.
  public Path uploads() {
    var uploads = path.resolve("uploads");
    createPrivate(uploads);
    return uploads;
  }

  /// The lock file of the folder's owner.
  Path lock() {
    return path.resolve("upcoach.lock");
  }

  private static void createPrivate(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    } catch (IOException e) {
      throw new DatabaseFailure(
          "The folder %s cannot be created (%s): choose another with --data"
              .formatted(folder, e.getClass().getSimpleName()),
          e);
    }
  }
}
