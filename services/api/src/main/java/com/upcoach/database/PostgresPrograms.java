package com.upcoach.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// The programs of the embedded PostgreSQL, unpacked from a jar.
///
/// @param home the folder with `bin`, `lib` and `share`
record PostgresPrograms(Path home) {

  /// Unpacks missing programs into `<parent>/postgresql-<version>`. A kill in the middle leaves
  /// only a temporary folder, which the next unpacking deletes.
  static PostgresPrograms unpackedIn(Path parent, Consumer<String> progress) {
    var home = parent.resolve("postgresql-" + version());
    if (!Files.isDirectory(home)) {
      progress.accept("Unpacking PostgreSQL " + version() + " into " + home);
      unpack(parent, home);
    }
    return new PostgresPrograms(home);
  }

  /// The version of the embedded PostgreSQL, such as 18.4.0.
  static String version() {
    try (var in = PostgresPrograms.class.getResourceAsStream("/versions.properties")) {
      var versions = new Properties();
      versions.load(in);
      return versions.getProperty("postgresql");
    } catch (IOException e) {
      throw new DatabaseFailure(
          "The program files of UpCoach are damaged (versions.properties is missing): install it again",
          e);
    }
  }

  /// A builder for the process of a program.
  ///
  /// PostgreSQL refuses to run as root. In a user namespace without a mapping, the process sees
  /// itself as `nobody` while its files still belong to root. PostgreSQL accepts that, so no second
  /// account is needed.
  ProcessBuilder program(String name, List<String> arguments) {
    var command = new ArrayList<String>();
    if (isRoot()) {
      command.addAll(List.of("unshare", "--user"));
    }
    command.add(home.resolve("bin").resolve(name).toString());
    command.addAll(arguments);
    return prepared(command);
  }

  /// A builder for the server process, in its own session. Ctrl-C in a terminal signals the whole
  /// foreground process group, and UpCoach must close HTTP before its database stops.
  ProcessBuilder server(List<String> arguments) {
    var program = program("postgres", arguments);
    program.command().addFirst("setsid");
    return program;
  }

  private static ProcessBuilder prepared(List<String> command) {
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectErrorStream(true);
    return builder;
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException e) {
      throw new DatabaseFailure("/proc is not mounted: pass --database-url instead", e);
    }
  }

  private static void unpack(Path parent, Path home) {
    try {
      var unfinished = Files.createTempDirectory(parent, "postgresql-unpacking-");
      try (var archive = archive();
          var tar = new TarArchiveInputStream(new XZInputStream(archive))) {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
          write(tar, entry, unfinished);
        }
      }
      moveInto(unfinished, home);
      discardUnfinished(parent);
    } catch (IOException e) {
      throw new DatabaseFailure(
          "PostgreSQL cannot be unpacked into %s (%s): free 100 MB there, or choose another folder with --data"
              .formatted(parent, e.getMessage()),
          e);
    }
  }

  private static void moveInto(Path unfinished, Path home) throws IOException {
    try {
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      // Another process created the same folder concurrently.
      if (!Files.isDirectory(home)) {
        throw e;
      }
      deleteTree(unfinished);
    }
  }

  private static void discardUnfinished(Path parent) throws IOException {
    try (var leftovers = Files.newDirectoryStream(parent, "postgresql-unpacking-*")) {
      for (var folder : leftovers) {
        deleteTree(folder);
      }
    }
  }

  private static InputStream archive() {
    var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    var arch = System.getProperty("os.arch").equals("aarch64") ? "arm_64" : "x86_64";
    var archive =
        PostgresPrograms.class.getResourceAsStream("/postgres-%s-%s.txz".formatted(os, arch));
    if (archive == null) {
      throw new DatabaseFailure(
          "This version of UpCoach contains no PostgreSQL for %s on %s: pass --database-url postgresql://user:password@host:5432/upcoach"
              .formatted(os, System.getProperty("os.arch")));
    }
    return archive;
  }

  private static void write(InputStream content, TarArchiveEntry entry, Path folder)
      throws IOException {
    var target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("the archive reaches outside its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, target);
    var isExecutable = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(isExecutable ? "rwxr-xr-x" : "rw-r--r--"));
  }

  static void deleteTree(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(each);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
