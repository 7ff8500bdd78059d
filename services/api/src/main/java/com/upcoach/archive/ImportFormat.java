package com.upcoach.archive;

import java.io.IOException;

/// A file format that the import recognises. [ImportFormats] lists them all.
interface ImportFormat {

  /// Confidence of a format that a file is of its kind.
  enum Confidence {
    NONE,
    LIKELY,
    CERTAIN
  }

  /// Recognises the file by its content. Reads only its beginning.
  Confidence recognise(ImportSource source) throws IOException;

  /// Reads a recognised file.
  ///
  /// @throws FileRefusedException with the reason, where nothing of it can be imported
  Archive read(ImportSource source, ImportLimits limits, ImportOptions options) throws IOException;
}
