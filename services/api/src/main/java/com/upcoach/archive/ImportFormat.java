package com.upcoach.archive;

import java.io.IOException;

/// A kind of file that the import knows. [ImportFormats] lists them all.
interface ImportFormat {

  /// How sure a format is that a file is of its kind.
  enum Confidence {
    NONE,
    LIKELY,
    CERTAIN
  }

  /// Tells whether the file is of this kind, by its content. Reads no more than its beginning.
  Confidence recognise(ImportSource source) throws IOException;

  /// Reads a file that was recognised.
  ///
  /// @throws RefusedWhole where nothing of it can be taken, with the reason
  Archive read(ImportSource source, ImportLimits limits, ImportOptions options) throws IOException;
}
