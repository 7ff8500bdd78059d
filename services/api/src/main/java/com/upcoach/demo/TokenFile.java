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

/// A file of session tokens that only its owner may read. It takes its name once all of it is
/// written and the sessions are durable; before that, and after a failure, there is none.
public final class TokenFile implements AutoCloseable {

  private final Path file;
  private final Path draft;
  private final BufferedWriter out;

  private TokenFile(Path file, Path draft) throws IOException {
    this.file = file;
    this.draft = draft;
    this.out = Files.newBufferedWriter(draft);
  }

  /// Begins a file; one that is there stays until this one is kept.
  ///
  /// @throws IOException where its folder is not there or not writable
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

  /// Gives the file its name.
  void keep() {
    try {
      out.close();
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Without [#keep] nothing is left.
  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(draft);
  }
}
