package com.upcoach.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The content of `postmaster.pid`, the file of a running PostgreSQL.
///
/// Its lines are: pid, data folder, start time, port, socket folder, address, shared memory, state.
///
/// @see <a href="https://www.postgresql.org/docs/18/storage-file-layout.html">File layout</a>
record PostmasterFile(long pid, int port, boolean ready) {

  private static final int PORT_LINE = 3;
  private static final int STATE_LINE = 7;

  /// Reads the file; empty if it does not exist or is incomplete.
  static Optional<PostmasterFile> read(DataFolder folder) {
    try {
      return parse(Files.readAllLines(folder.database().resolve("postmaster.pid")));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new DatabaseFailure(
          "%s cannot be read: %s".formatted(folder.database(), e.getMessage()), e);
    }
  }

  static Optional<PostmasterFile> parse(List<String> lines) {
    if (lines.size() <= PORT_LINE
        || !isNumber(lines.getFirst())
        || !isNumber(lines.get(PORT_LINE))) {
      return Optional.empty();
    }
    return Optional.of(
        new PostmasterFile(
            Long.parseLong(lines.getFirst().strip()),
            Integer.parseInt(lines.get(PORT_LINE).strip()),
            lines.size() > STATE_LINE && lines.get(STATE_LINE).strip().equals("ready")));
  }

  /// The process, if it is alive and is the PostgreSQL of this folder. After a crash its pid may
  /// belong to another program.
  Optional<ProcessHandle> process(DataFolder folder) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> serves(process, folder.database()));
  }

  private static boolean serves(ProcessHandle process, Path database) {
    return process
        .info()
        .arguments()
        .map(arguments -> Arrays.asList(arguments).contains(database.toString()))
        .orElse(false);
  }

  private static boolean isNumber(String line) {
    return line.strip().matches("\\d{1,9}");
  }
}
