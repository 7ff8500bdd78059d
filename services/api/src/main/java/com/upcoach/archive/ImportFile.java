package com.upcoach.archive;

import com.upcoach.outcome.Outcome;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;

/// Reads an import file of any supported kind.
///
/// The kind is detected from the content, never from the name; [ImportFormats] lists the kinds. A
/// zip may also hold a single backup, which is then read. A zip inside a zip is not opened. The
/// file is either understood as a whole, apart from the lines that the archive lists as refused, or
/// refused as a whole.
public final class ImportFile {

  private static final int FIRST_LINE_BYTES = 4_096;
  private static final Set<String> MARKERS = Set.of(OwnExport.JSON, LoopCsv.MARKER);

  private final ImportLimits limits;
  private final BackupScratch scratch;

  /// Creates a reader with these limits; [ImportLimits#DEFAULT] suits a member's file. A backup
  /// inside a zip is unpacked to the system's temporary folder while it is read.
  public ImportFile(ImportLimits limits) {
    this(limits, Path.of(System.getProperty("java.io.tmpdir")));
  }

  /// @param scratchFolder folder to which a backup inside a zip is unpacked while it is read
  public ImportFile(ImportLimits limits, Path scratchFolder) {
    this.limits = limits;
    this.scratch = new BackupScratch(limits, scratchFolder);
  }

  /// Reads a file with default options.
  public Outcome<Archive> read(Path file, String fileName) {
    return read(file, fileName, ImportOptions.NONE);
  }

  /// Reads a file, or a folder that a zip was unpacked to. Blocks; removes its temporary files.
  ///
  /// @param fileName as the member knows it, for messages
  /// @return the archive, or a [FileRefusal]
  /// @throws UncheckedIOException when the disk cannot be read
  public Outcome<Archive> read(Path file, String fileName, ImportOptions options) {
    try {
      return Outcome.done(archive(file, fileName, options));
    } catch (FileRefusedException refused) {
      return Outcome.refused(refused.refusal());
    } catch (EOFException end) {
      return Outcome.refused(new FileRefusal.Truncated(fileName, message(end)));
    } catch (ZipException damaged) {
      return Outcome.refused(new FileRefusal.Corrupt(fileName, message(damaged)));
    } catch (CharacterCodingException notText) {
      return Outcome.refused(new FileRefusal.Corrupt(fileName, "not text in UTF-8"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String message(IOException failure) {
    return RecordAccounting.quoted(String.valueOf(failure.getMessage()));
  }

  private Archive archive(Path file, String fileName, ImportOptions options) throws IOException {
    if (Files.isDirectory(file)) {
      try (FileSet files = new FileSet.Unzipped(file, limits, MARKERS)) {
        return archive(files, fileName, options);
      }
    }
    if (Files.size(file) > limits.fileBytes()) {
      throw FileRefusedException.tooLarge("fileBytes", limits.fileBytes());
    }
    byte[] beginning = beginning(file);
    if (FileType.SQLITE.begins(beginning)) {
      return database(file, fileName, options);
    }
    if (FileType.ZIP.begins(beginning) || FileType.EMPTY_ZIP.begins(beginning)) {
      return zipped(file, fileName, options);
    }
    TextContent content =
        new TextContent(fileName, () -> new BufferedInputStream(Files.newInputStream(file)), false);
    return text(content, FileType.describe(beginning), options);
  }

  private Archive database(Path file, String fileName, ImportOptions options) throws IOException {
    try (SqliteFile database = SqliteFile.open(file, limits)) {
      ImportSource source = new ImportSource.Database(fileName, database);
      Optional<ImportFormat> format = ImportFormats.of(source);
      if (format.isEmpty()) {
        List<String> missing = LoopDatabase.missingIn(database);
        throw new FileRefusedException(new FileRefusal.UnknownTracker(missing));
      }
      return format.get().read(source, limits, options);
    }
  }

  private Archive text(TextContent content, String description, ImportOptions options)
      throws IOException {
    ImportSource source = new ImportSource.Text(content.name(), content);
    Optional<ImportFormat> format = ImportFormats.of(source);
    if (format.isEmpty()) {
      throw unknown(content.name(), description);
    }
    return format.get().read(source, limits, options);
  }

  private Archive zipped(Path file, String fileName, ImportOptions options) throws IOException {
    FileSet opened;
    try {
      opened = new FileSet.Zipped(file, limits, MARKERS);
    } catch (ZipException broken) {
      throw FileRefusedException.truncated(
          fileName, "the zip's table of contents is missing or damaged: " + message(broken));
    }
    try (FileSet files = opened) {
      return archive(files, fileName, options);
    }
  }

  private Archive archive(FileSet files, String fileName, ImportOptions options)
      throws IOException {
    ImportSource source = new ImportSource.Files(fileName, files);
    Optional<ImportFormat> format = ImportFormats.of(source);
    if (format.isPresent()) {
      return format.get().read(source, limits, options);
    }
    PackedBackup backup = PackedBackup.in(files, fileName);
    if (!backup.isDatabase()) {
      return text(backup.content(), backup.description(), options);
    }
    try (BackupScratch.Unpacked unpacked = scratch.unpack(backup.content())) {
      return database(unpacked.file(), backup.content().name(), options);
    }
  }

  private static FileRefusedException unknown(String fileName, String seen) {
    return new FileRefusedException(new FileRefusal.UnknownKind(fileName, seen));
  }

  private static byte[] beginning(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      return content.readNBytes(FIRST_LINE_BYTES);
    }
  }
}
