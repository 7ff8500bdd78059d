package com.upcoach.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Limit on open files, including connections, of a process.
public final class OpenFiles {

  private OpenFiles() {}

  /// The highest limit that this process and its children can have.
  public static long hardLimit() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/limits")).stream()
        .filter(line -> line.startsWith("Max open files"))
        .map(line -> line.split("\\s+", -1)[4])
        .mapToLong(hard -> hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard))
        .findFirst()
        .orElseThrow();
  }
}
