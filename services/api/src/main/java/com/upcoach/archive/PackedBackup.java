package com.upcoach.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/// The single backup in a zip or folder that is itself of no known kind.
///
/// @param isDatabase whether it is an SQLite database, which has to be unpacked to be read
/// @param description of a file that no format recognises
record PackedBackup(TextContent content, boolean isDatabase, String description) {

  private static final int BEGINNING_BYTES = 4_096;
  private static final int NAMES_AT_MOST = 5;

  /// Searches the files for a database, or for a file that a format recognises.
  ///
  /// @param setName name of the zip or folder, for messages
  /// @throws FileRefusedException where it holds none, or more than one
  static PackedBackup in(FileSet files, String setName) throws IOException {
    List<PackedBackup> found = new ArrayList<>();
    boolean zipInside = false;
    for (String name : files.names()) {
      String last = name.substring(name.lastIndexOf('/') + 1);
      if (name.startsWith("__MACOSX/") || last.startsWith(".") || last.isEmpty()) {
        continue;
      }
      byte[] beginning = beginning(files, name);
      zipInside |= FileType.ZIP.begins(beginning);
      TextContent content =
          new TextContent(
              RecordAccounting.quoted(name), () -> files.open(name), files.verifiesLengths());
      boolean database = FileType.SQLITE.begins(beginning);
      if (database || isRecognised(content.name(), beginning)) {
        found.add(new PackedBackup(content, database, FileType.describe(beginning)));
      }
    }
    if (found.isEmpty()) {
      String seen =
          zipInside
              ? "a zip that holds another zip; unpack it and import the inner one"
              : "files without %s, %s or a backup among them"
                  .formatted(OwnExport.JSON, LoopCsv.MARKER);
      throw new FileRefusedException(new FileRefusal.UnknownKind(setName, seen));
    }
    if (found.size() > 1) {
      throw new FileRefusedException(
          new FileRefusal.SeveralBackups(
              found.stream().map(backup -> backup.content().name()).limit(NAMES_AT_MOST).toList()));
    }
    return found.getFirst();
  }

  private static boolean isRecognised(String name, byte[] beginning) throws IOException {
    TextContent content = new TextContent(name, () -> new ByteArrayInputStream(beginning), false);
    return ImportFormats.of(new ImportSource.Text(name, content)).isPresent();
  }

  private static byte[] beginning(FileSet files, String name) throws IOException {
    try (InputStream content = files.open(name)) {
      return content.readNBytes(BEGINNING_BYTES);
    }
  }
}
