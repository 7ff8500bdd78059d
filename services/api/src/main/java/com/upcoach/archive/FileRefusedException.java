package com.upcoach.archive;

import java.io.IOException;

/// Carries a refusal of the whole file from a parser up to [ImportFile], which turns it into a
/// value.
///
/// It is an [IOException] so that it passes through decompressors, decoders and parsers. To them a
/// file over a limit or with a wrong checksum is an unreadable file.
final class FileRefusedException extends IOException {

  private final transient FileRefusal refusal;

  FileRefusedException(FileRefusal refusal) {
    super(refusal.toString());
    this.refusal = refusal;
  }

  static FileRefusedException corrupt(String where, String detail) {
    return new FileRefusedException(new FileRefusal.Corrupt(where, detail));
  }

  static FileRefusedException truncated(String where, String detail) {
    return new FileRefusedException(new FileRefusal.Truncated(where, detail));
  }

  static FileRefusedException tooLarge(String limit, long most) {
    return new FileRefusedException(new FileRefusal.TooLarge(limit, most));
  }

  FileRefusal refusal() {
    return refusal;
  }
}
