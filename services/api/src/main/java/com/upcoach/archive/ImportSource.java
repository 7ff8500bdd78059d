package com.upcoach.archive;

/// A member's file, opened as far as its kind can be detected.
sealed interface ImportSource {

  /// The file name as the member knows it, for messages.
  String name();

  /// A complete SQLite database.
  record Database(String name, SqliteFile database) implements ImportSource {}

  /// A file that is neither a database nor a zip.
  record Text(String name, TextContent content) implements ImportSource {}

  /// A zip, or the folder it unpacks to.
  record Files(String name, FileSet files) implements ImportSource {}
}
