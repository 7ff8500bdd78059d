package com.upcoach.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import com.upcoach.outcome.Outcome;
import java.nio.file.Path;

/// Reads a file and expects one of the two outcomes.
final class Reading {

  private Reading() {}

  static Outcome<Archive> of(Path file) {
    return new ImportFile(ImportLimits.DEFAULT).read(file, String.valueOf(file.getFileName()));
  }

  static Archive done(Path file) {
    return switch (of(file)) {
      case Outcome.Done<Archive>(Archive archive) -> archive;
      case Outcome.Refused<Archive> refused -> fail("refused: " + refused.refusal());
    };
  }

  static <R extends FileRefusal> R refused(Path file, Class<R> kind) {
    return refused(file, kind, ImportLimits.DEFAULT);
  }

  static <R extends FileRefusal> R refused(Path file, Class<R> kind, ImportLimits limits) {
    return switch (new ImportFile(limits).read(file, String.valueOf(file.getFileName()))) {
      case Outcome.Done<Archive> done -> fail("read: " + done.value());
      case Outcome.Refused<Archive> refused -> {
        assertEquals(kind, refused.refusal().getClass(), refused.refusal()::toString);
        yield kind.cast(refused.refusal());
      }
    };
  }
}
