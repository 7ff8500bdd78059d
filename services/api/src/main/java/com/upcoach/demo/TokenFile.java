package com.upcoach.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;

/// A file of session tokens that only its owner may read. It is written under a temporary name and
/// renamed once it is complete and the sessions are durable. Before that, and after a failure, it
/// does not exist.
public final class TokenFile implements AutoCloseable {

  private final Path file;
  private final Path draft;
  private final BufferedWriter out;

  private TokenFile(Path file, Path draft) throws IOException {
    this.file = file;
    this.draft = draft;
    this.out = Files.newBufferedWriter(draft);
  }

  /// Begins a file. An existing file stays until this one is complete.
  ///
  /// @throws IOException where its folder does not exist or is not writable
  public static TokenFile begin(Path file) throws IOException {
    Path whole = file.toAbsolutePath();
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE));
    Path draft = Files.createTempFile(whole.getParent(), ".tokens-", ".part", ownerOnly);
    return new TokenFile(whole, draft);
  }

  void write(List<String> lines) {
    try {
      for (String line : lines) {
        out.write(line);
        out.write('\n');
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Renames the temporary file to its final name.
  void keep() {
    try {
      out.close();
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Removes the temporary file unless [#keep] was called.
  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(draft);
  }
}
