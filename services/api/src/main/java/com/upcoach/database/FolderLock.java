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
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The ownership of a data folder: one process at a time. The operating system takes it back when
/// the process ends, however it ends.
final class FolderLock implements AutoCloseable {

  /// POSIX drops a process's lock as soon as it closes *any* descriptor of the file, so a second
  /// attempt within this process must not even open it.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// The lock, or empty when another holds it.
  static Optional<FolderLock> tryTake(DataFolder folder) {
    var file = folder.lock();
    if (!HELD_HERE.add(file)) {
      return Optional.empty();
    }
    try {
      var lock = open(file);
      if (lock.isEmpty()) {
        HELD_HERE.remove(file);
      }
      return lock;
    } catch (IOException e) {
      HELD_HERE.remove(file);
      throw new DatabaseFailure(
          "The lock %s cannot be taken (%s): the data folder must be on a disk with file locks"
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

  /// The process that holds the folder, as far as it is known. Only to be asked after [#tryTake]
  /// gave nothing.
  static OptionalLong holder(DataFolder folder) {
    if (HELD_HERE.contains(folder.lock())) {
      return OptionalLong.of(ProcessHandle.current().pid());
    }
    try {
      var text = Files.readString(folder.lock()).strip();
      return text.matches("\\d{1,18}")
          ? OptionalLong.of(Long.parseLong(text))
          : OptionalLong.empty();
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
      HELD_HERE.remove(file);
    }
  }
}
