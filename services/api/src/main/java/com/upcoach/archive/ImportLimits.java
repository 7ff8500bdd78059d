package com.upcoach.archive;

/// Limits on reading an import file. A file over a limit is refused as a whole; the refusal names
/// the limit.
///
/// @param fileBytes size of the file itself, or of all files of a folder
/// @param unpackedBytes total unpacked size of the entries of a zip
/// @param files entries of a zip, or files in a folder
/// @param habits habits in the source
/// @param records check-in records in the source, in total
/// @param lineChars characters of one line of a CSV file or one text of a JSON file; bytes of one
///     database row
public record ImportLimits(
    long fileBytes, long unpackedBytes, int files, int habits, long records, int lineChars) {

  /// Enough for fifty habits over fifty years; a ten-year export of Loop is about 5 MB.
  public static final ImportLimits DEFAULT =
      new ImportLimits(64L << 20, 256L << 20, 5_000, 1_000, 1_000_000, 65_536);

  /// The default limits for another file size; the unpacked size may be eight times as large.
  public static ImportLimits of(long fileBytes) {
    return new ImportLimits(
        fileBytes,
        8 * fileBytes,
        DEFAULT.files,
        DEFAULT.habits,
        DEFAULT.records,
        DEFAULT.lineChars);
  }
}
