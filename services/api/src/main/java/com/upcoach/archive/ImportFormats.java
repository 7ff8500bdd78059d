package com.upcoach.archive;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// List of all formats: supported ones before those that are only recognised.
final class ImportFormats {

  private static final Pattern OWN_JSON =
      Pattern.compile("(?s)\\s*\\{\\s*\"format\"\\s*:\\s*\"" + OwnExport.FORMAT + "\".*");

  static final List<ImportFormat> ALL =
      Stream.concat(read().stream(), OtherTracker.ALL.stream()).toList();

  private ImportFormats() {}

  private static List<ImportFormat> read() {
    return List.of(
        new SourceFormat<>(
            ImportSource.Files.class,
            zip -> zip.files().names().contains(OwnExport.JSON),
            (zip, limits, _) ->
                OwnExportReader.read(() -> zip.files().open(OwnExport.JSON), limits)),
        new SourceFormat<>(
            ImportSource.Text.class,
            text -> OWN_JSON.matcher(text.content().beginningText()).matches(),
            (text, limits, _) -> OwnExportReader.read(text.content().opener(), limits)),
        new SourceFormat<>(
            ImportSource.Database.class,
            backup -> LoopDatabase.missingIn(backup.database()).isEmpty(),
            (backup, limits, _) -> LoopDatabase.read(backup.database(), limits)),
        new SourceFormat<>(
            ImportSource.Files.class,
            zip -> zip.files().names().contains(LoopCsv.MARKER),
            (zip, limits, options) -> LoopCsv.read(zip.files(), limits, options)),
        new SourceFormat<>(
            ImportSource.Text.class,
            text -> HabitBullCsv.isHeader(text.content().titles()),
            (text, limits, options) -> HabitBullCsv.read(text.content(), limits, options)));
  }

  /// The format with the highest confidence; of equal ones, the first in the list.
  static Optional<ImportFormat> of(ImportSource source) throws IOException {
    ImportFormat best = null;
    ImportFormat.Confidence most = ImportFormat.Confidence.NONE;
    for (ImportFormat format : ALL) {
      ImportFormat.Confidence confidence = format.recognise(source);
      if (confidence.compareTo(most) > 0) {
        best = format;
        most = confidence;
      }
    }
    return Optional.ofNullable(best);
  }

  /// A format that occurs in one kind of source and is recognised with certainty or not at all.
  ///
  /// @param type the kind of source
  private record SourceFormat<S extends ImportSource>(
      Class<S> type, Recogniser<S> recogniser, Reader<S> reader) implements ImportFormat {

    @Override
    public Confidence recognise(ImportSource source) throws IOException {
      return type.isInstance(source) && recogniser.recognises(type.cast(source))
          ? Confidence.CERTAIN
          : Confidence.NONE;
    }

    @Override
    public Archive read(ImportSource source, ImportLimits limits, ImportOptions options)
        throws IOException {
      return reader.read(type.cast(source), limits, options);
    }
  }

  private interface Recogniser<S extends ImportSource> {
    boolean recognises(S source) throws IOException;
  }

  private interface Reader<S extends ImportSource> {
    Archive read(S source, ImportLimits limits, ImportOptions options) throws IOException;
  }
}
