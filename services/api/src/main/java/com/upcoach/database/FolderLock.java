package com.upcoach.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The exclusive lock on a data folder, held by one process at a time. The operating system
/// releases it when the process ends, even after a crash.
final class FolderLock implements AutoCloseable {

  /// The lock files held by this process. POSIX releases a process's lock when it closes *any*
  /// descriptor of the file, so a second attempt within this process must not even open the file.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// Tries to take the lock; empty if it is held already.
  static Optional<FolderLock> tryTake(DataFolder folder) {
    var file = folder.lock();
    if (!HELD.add(file)) {
      return Optional.empty();
    }
    try {
      var lock = open(file);
      if (lock.isEmpty()) {
        HELD.remove(file);
      }
      return lock;
    } catch (IOException e) {
      HELD.remove(file);
      throw new DatabaseFailure(
          "The lock file %s cannot be locked (%s): put the data folder on a disk that supports file locks"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static Optional<FolderLock> open(Path file) throws IOException {
    var channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      return Optional.empty();
    }
    channel.truncate(0);
    channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)));
    return Optional.of(new FolderLock(file, channel));
  }

  /// The id of the process that holds the lock, or `(unknown)`. May be called only after
  /// [#tryTake] returned empty.
  static String holder(DataFolder folder) {
    if (HELD.contains(folder.lock())) {
      return Long.toString(ProcessHandle.current().pid());
    }
    try {
      var text = Files.readString(folder.lock()).strip();
      return text.matches("\\d{1,18}") ? text : "(unknown)";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(file);
    }
  }
}
