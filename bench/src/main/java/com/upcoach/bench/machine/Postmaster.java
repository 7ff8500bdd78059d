package com.upcoach.bench.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The PostgreSQL of a data folder, as described by its `postmaster.pid`.
///
/// @param pid process id of the postmaster
/// @param port on the loopback address and of the Unix socket
/// @param socket folder of the Unix socket
record Postmaster(long pid, int port, Path socket) {

  private static final int PORT_LINE = 3;
  private static final int SOCKET_LINE = 4;

  /// @throws IllegalStateException where none runs there
  static Postmaster of(Path data) {
    return read(data)
        .orElseThrow(() -> new IllegalStateException("no PostgreSQL runs in " + data + " now"));
  }

  private static Optional<Postmaster> read(Path data) {
    Path file = data.resolve("database/postmaster.pid");
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      List<String> lines = Files.readAllLines(file);
      if (lines.size() <= SOCKET_LINE) {
        return Optional.empty();
      }
      return Optional.of(
          new Postmaster(
              Long.parseLong(lines.getFirst().strip()),
              Integer.parseInt(lines.get(PORT_LINE).strip()),
              Path.of(lines.get(SOCKET_LINE).strip())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Stops the PostgreSQL that a killed server has left in a folder about to be deleted.
  static void end(Path data) {
    read(data)
        .flatMap(left -> ProcessHandle.of(left.pid()))
        .filter(
            process ->
                process
                    .info()
                    .commandLine()
                    .filter(line -> line.contains(data.toString()))
                    .isPresent())
        .ifPresent(
            process -> {
              process.destroyForcibly();
              process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
            });
  }
}
