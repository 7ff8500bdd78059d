package com.upcoach.archive;

/// How much of a foreign file is read at most. A file over a limit is refused whole, by its name.
///
/// @param fileBytes size of the file itself, or of all files of a folder
/// @param unpackedBytes what the entries of a zip unpack to, together
/// @param files entries of a zip, or files in a folder
/// @param habits habits in the source
/// @param records check-in records in the source, together
/// @param lineChars characters of one line of a CSV, one text of a JSON; bytes of one database row
public record ImportLimits(
    long fileBytes, long unpackedBytes, int files, int habits, long records, int lineChars) {

  /// Room for fifty habits over fifty years; an export of Loop for ten years is about 5 MB.
  public static final ImportLimits DEFAULT =
      new ImportLimits(64L << 20, 256L << 20, 5_000, 1_000, 1_000_000, 65_536);

  /// The default limits with another size of file; it may unpack to eight times that.
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
