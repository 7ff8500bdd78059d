package com.upcoach.archive;

import java.io.IOException;

/// Carries a refusal of the whole file up from inside a parser to [ImportFile], which turns it into
/// a value.
///
/// An [IOException] because it has to pass through the decompressors, decoders and parsers between:
/// to them, a file over a limit or with a wrong checksum is one that cannot be read on.
final class RefusedWhole extends IOException {

  private final transient FileRefusal refusal;

  RefusedWhole(FileRefusal refusal) {
    super(refusal.toString());
    this.refusal = refusal;
  }

  static RefusedWhole corrupt(String where, String detail) {
    return new RefusedWhole(new FileRefusal.Corrupt(where, detail));
  }

  static RefusedWhole cutShort(String where, String detail) {
    return new RefusedWhole(new FileRefusal.CutShort(where, detail));
  }

  static RefusedWhole tooLarge(String limit, long most) {
    return new RefusedWhole(new FileRefusal.TooLarge(limit, most));
  }

  FileRefusal refusal() {
    return refusal;
  }
}
