package com.upcoach.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Unpacks a database from a zip to a temporary file, because SQLite reads only files.
///
/// @param folder of the temporary files; created if missing
record BackupScratch(ImportLimits limits, Path folder) {

  private static final int BUFFER_BYTES = 65_536;

  /// A temporary copy; closing deletes it.
  record Unpacked(Path file) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      Files.deleteIfExists(file);
    }
  }

  /// Copies a file. The limit is the one for a file sent by itself.
  Unpacked unpack(TextContent packed) throws IOException {
    Files.createDirectories(folder);
    Unpacked unpacked = new Unpacked(Files.createTempFile(folder, "unpacked-backup", ".db"));
    try (InputStream in = packed.opener().open();
        OutputStream out = Files.newOutputStream(unpacked.file())) {
      byte[] buffer = new byte[BUFFER_BYTES];
      long written = 0;
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        written += count;
        if (written > limits.fileBytes()) {
          throw FileRefusedException.tooLarge("fileBytes", limits.fileBytes());
        }
        out.write(buffer, 0, count);
      }
      return unpacked;
    } catch (IOException | RuntimeException failure) {
      unpacked.close();
      throw failure;
    }
  }
}
