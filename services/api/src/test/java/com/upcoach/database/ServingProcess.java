package com.upcoach.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// A process that serves a data folder until it is killed.
final class ServingProcess {

  private ServingProcess() {}

  public static void main(String... arguments) throws InterruptedException {
    try (var access =
        DatabaseAccess.serve(DataFolder.at(Path.of(arguments[0])), Optional.empty(), _ -> {})) {
      System.out.println(access.embedded().orElseThrow().pid());
      Thread.currentThread().join();
    }
  }

  /// Starts a process on a data folder.
  static Process on(DataFolder folder) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            ServingProcess.class.getName(),
            folder.path().toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
