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

/// Creates the files of the embedded PostgreSQL once, and checks their version afterwards.
final class DatabaseFiles {

  /// The owner of the database, who is also its superuser.
  static final String USER = "upcoach";

  /// The role of the server.
  static final String SERVER_USER = "upcoach_server";

  private static final int PASSWORD_BYTES = 24;

  private DatabaseFiles() {}

  /// Creates missing files, and refuses files of another major version.
  static void ensure(DataFolder folder, PostgresPrograms programs, Consumer<String> progress) {
    try {
      if (Files.exists(folder.database())) {
        refuseOtherVersion(folder);
        return;
      }
      progress.accept("Creating the database in " + folder.database());
      create(folder, programs);
    } catch (IOException e) {
      throw new DatabaseFailure(
          "The database in %s cannot be created: %s".formatted(folder.path(), e.getMessage()), e);
    }
  }

  /// The password of the database owner.
  static String password(DataFolder folder) {
    return password(folder.password());
  }

  /// The password of the server's role, generated if there is none yet.
  static String serverPassword(DataFolder folder) {
    Path file = folder.serverPassword();
    try {
      if (!Files.exists(file)) {
        writePassword(file);
      }
    } catch (FileAlreadyExistsException concurrentlyWritten) {
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

  /// Creates the files in a temporary folder, and renames it when it is complete.
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
    var required = PostgresPrograms.version().split("\\.", -1)[0];
    var found = Files.readString(folder.database().resolve("PG_VERSION")).strip();
    if (!required.equals(found)) {
      throw new DatabaseFailure(
          "The data in %s was written by PostgreSQL %s, and this version of UpCoach has PostgreSQL %s: export the data with the version of UpCoach that wrote it"
              .formatted(folder.database(), found, required));
    }
  }
}
