package com.upcoach.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How many files, connections among them, a process may have open.
public final class OpenFiles {

  private OpenFiles() {}

  /// The most that this process, and those it starts, can be allowed.
  public static long hardLimit() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/limits")).stream()
        .filter(line -> line.startsWith("Max open files"))
        .map(line -> line.split("\\s+", -1)[4])
        .mapToLong(hard -> hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard))
        .findFirst()
        .orElseThrow();
  }
}
