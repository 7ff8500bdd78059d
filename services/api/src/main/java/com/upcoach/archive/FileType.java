package com.upcoach.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Kinds of file identified by their first bytes (magic numbers).
enum FileType {
  SQLITE("SQLite format 3\0", "a database"),
  ZIP("PK\u0003\u0004", "a zip"),
  EMPTY_ZIP("PK\u0005\u0006", "an empty zip"),
  GZIP("\u001F\u008B", "a gzip file; unpack it first"),
  SEVEN_ZIP("7z\u00BC\u00AF", "a 7z archive; unpack it first"),
  RAR("Rar!", "a RAR archive; unpack it first"),
  PDF("%PDF", "a PDF; export the data itself from your tracker"),
  OLD_EXCEL("\u00D0\u00CF\u0011\u00E0", "an Excel workbook; save the sheet as CSV");

  private final String magic;
  private final String description;

  FileType(String magic, String description) {
    this.magic = magic;
    this.description = description;
  }

  boolean begins(byte[] bytes) {
    return bytes.length >= magic.length()
        && new String(bytes, 0, magic.length(), StandardCharsets.ISO_8859_1).equals(magic);
  }

  /// Describes a file of unknown format by its first bytes. Completes the sentence "the file is …".
  static String describe(byte[] beginning) {
    if (beginning.length == 0) {
      return "an empty file";
    }
    return Arrays.stream(values())
        .filter(type -> type.begins(beginning))
        .map(type -> type.description)
        .findFirst()
        .orElse("neither an export of Loop, nor of HabitBull, nor our own");
  }
}
