package com.upcoach.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder that holds everything UpCoach keeps on this machine.
///
/// @param path absolute; made by [#at]
public record DataFolder(Path path) {

  /// The folder at this path, made if it is missing and readable by its owner alone (0700).
  ///
  /// @throws DatabaseFailure when it cannot be made or written
  public static DataFolder at(Path path) {
    var folder = new DataFolder(path.toAbsolutePath().normalize());
    makePrivate(folder.path);
    if (!Files.isWritable(folder.path)) {
      throw new DatabaseFailure(
          "The data folder %s cannot be written by this user: change its owner, or choose another with --data"
              .formatted(folder.path));
    }
    return folder;
  }

  /// The files of the embedded PostgreSQL.
  public Path database() {
    return path.resolve("database");
  }

  /// The password of the embedded PostgreSQL; mode 0600.
  Path password() {
    return path.resolve("database.password");
  }

  /// The password of the role that the server uses the embedded PostgreSQL with; mode 0600.
  Path serverPassword() {
    return path.resolve("database-server.password");
  }

  /// The log files of the embedded PostgreSQL.
  public Path log() {
    var log = path.resolve("log");
    makePrivate(log);
    return log;
  }

  /// What PostgreSQL prints before its own log is open.
  Path startLog() {
    return log().resolve("postgresql-start.log");
  }

  /// Files that members are uploading.
  public Path uploads() {
    var uploads = path.resolve("uploads");
    makePrivate(uploads);
    return uploads;
  }

  Path lock() {
    return path.resolve("upcoach.lock");
  }

  private static void makePrivate(Path folder) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
    } catch (IOException e) {
      throw new DatabaseFailure(
          "The folder %s cannot be made (%s): choose another with --data"
              .formatted(folder, e.getClass().getSimpleName()),
          e);
    }
  }
}
