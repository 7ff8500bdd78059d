package com.upcoach.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/// The files of the embedded PostgreSQL: made once, then only looked at.
final class DatabaseFiles {

  /// The owner of the database: made with it, and its superuser.
  static final String USER = "upcoach";

  /// The role that the server uses it with.
  static final String SERVER_USER = "upcoach_server";

  private static final int PASSWORD_BYTES = 24;

  private DatabaseFiles() {}

  /// Makes the files unless they are there, and refuses those of another major version.
  static void ready(DataFolder folder, PostgresPrograms programs, Consumer<String> says) {
    try {
      if (Files.exists(folder.database())) {
        refuseOtherVersion(folder);
        return;
      }
      says.accept("Creating the database in " + folder.database());
      create(folder, programs);
    } catch (IOException e) {
      throw new DatabaseFailure(
          "The database in %s cannot be made: %s".formatted(folder.path(), e.getMessage()), e);
    }
  }

  /// The password of the embedded PostgreSQL.
  static String password(DataFolder folder) {
    return password(folder.password());
  }

  /// The password of the server's role, made up where there is none yet.
  static String serverPassword(DataFolder folder) {
    Path file = folder.serverPassword();
    try {
      if (!Files.exists(file)) {
        writePassword(file);
      }
    } catch (FileAlreadyExistsException quicker) {
      return password(file);
    } catch (IOException e) {
      throw new DatabaseFailure(
          "The password file %s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
    return password(file);
  }

  private static String password(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new DatabaseFailure(
          "The password file %s cannot be read: run as the user who owns the data folder"
              .formatted(file),
          e);
    }
  }

  /// Works in a folder beside, and renames it when it is whole.
  private static void create(DataFolder folder, PostgresPrograms programs) throws IOException {
    var unfinished = folder.path().resolve("database.unfinished");
    if (Files.exists(unfinished)) {
      PostgresPrograms.deleteTree(unfinished);
    }
    Files.deleteIfExists(folder.password());
    writePassword(folder.password());
    var initdb =
        programs.program(
            "initdb",
            List.of(
                "--pgdata=" + unfinished,
                "--username=" + USER,
                "--pwfile=" + folder.password(),
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions"));
    runToEnd(initdb, folder.startLog());
    Files.writeString(
        unfinished.resolve("postgresql.conf"),
        PostgresSettings.include(),
        StandardOpenOption.APPEND);
    Files.move(unfinished, folder.database(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void writePassword(Path file) throws IOException {
    var bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, HexFormat.of().formatHex(bytes) + "\n", UTF_8);
  }

  private static void runToEnd(ProcessBuilder program, Path output) throws IOException {
    var process = program.redirectOutput(output.toFile()).start();
    try {
      if (process.waitFor() != 0) {
        throw StartLog.failure("PostgreSQL could not create its files", output);
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new DatabaseFailure("Interrupted while creating the database", e);
    }
  }

  private static void refuseOtherVersion(DataFolder folder) throws IOException {
    var ours = PostgresPrograms.version().split("\\.", -1)[0];
    var theirs = Files.readString(folder.database().resolve("PG_VERSION")).strip();
    if (!ours.equals(theirs)) {
      throw new DatabaseFailure(
          "The data in %s was written by PostgreSQL %s, and this build brings %s: export it with the UpCoach that wrote it"
              .formatted(folder.database(), theirs, ours));
    }
  }
}
