package com.upcoach.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Unpacks a database out of a zip for as long as it is read: SQLite reads files only.
///
/// @param folder of the temporary files, made where it is missing
record BackupScratch(ImportLimits limits, Path folder) {

  private static final int BUFFER_BYTES = 65_536;

  /// A temporary copy, deleted when it is closed.
  record Unpacked(Path file) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      Files.deleteIfExists(file);
    }
  }

  /// Copies a file, at most as large as a file may be that was sent by itself.
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
          throw RefusedWhole.tooLarge("fileBytes", limits.fileBytes());
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
