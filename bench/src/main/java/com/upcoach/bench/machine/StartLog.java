package com.upcoach.bench.machine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Output of a process, in a file that may begin with the output of earlier ones.
record StartLog(Path file, int from) {

  private static final int ASKS_EVERY_MS = 20;

  /// Log of the process that is started next.
  static StartLog next(Path file) throws IOException {
    return new StartLog(file, Files.exists(file) ? Files.readString(file).length() : 0);
  }

  String text() throws IOException {
    return Files.readString(file).substring(from);
  }

  /// Waits until the output contains one of these words, or the process has ended.
  ///
  /// @return the output by then
  String await(Process process, String... words) throws IOException {
    while (true) {
      boolean lives = process.isAlive();
      String text = text();
      for (String word : words) {
        if (text.contains(word)) {
          return text;
        }
      }
      if (!lives) {
        return text;
      }
      pause();
    }
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(ASKS_EVERY_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a server starts");
    }
  }
}
