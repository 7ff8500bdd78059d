package com.upcoach.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// All formats, those that are read before those that are only named.
final class ImportFormats {

    static final List<ImportFormat> ALL = all();

    private ImportFormats() {}

    private static List<ImportFormat> all() {
        List<ImportFormat> all = new ArrayList<>();
        all.add(new OwnExportFormat());
        all.add(new LoopDatabaseFormat());
        all.add(new LoopCsvFormat());
        all.add(new HabitBullFormat());
        all.addAll(OtherTracker.ALL);
        return List.copyOf(all);
    }

    /// The format that is the most certain; of two that are equally so the first in the list.
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

    private static final class OwnExportFormat implements ImportFormat {
        @Override
        public Confidence recognise(ImportSource source) throws IOException {
            boolean own =
                    switch (source) {
                        case ImportSource.Files(_, FileSet files) ->
                                files.names().contains(OwnExport.JSON);
                        case ImportSource.Text(_, TextContent content) ->
                                content.beginningText()
                                        .matches(
                                                "(?s)\\s*\\{\\s*\"format\"\\s*:\\s*\""
                                                        + OwnExport.FORMAT
                                                        + "\".*");
                        case ImportSource.Database _ -> false;
                    };
            return own ? Confidence.CERTAIN : Confidence.NONE;
        }

        @Override
        public Archive read(ImportSource source, ImportLimits limits, ImportOptions options)
                throws IOException {
            return switch (source) {
                case ImportSource.Files(_, FileSet files) ->
                        OwnExportReader.read(() -> files.open(OwnExport.JSON), limits);
                case ImportSource.Text(_, TextContent content) ->
                        OwnExportReader.read(content.opener(), limits);
                case ImportSource.Database _ -> throw notRecognised();
            };
        }
    }

    private static final class LoopDatabaseFormat implements ImportFormat {
        @Override
        public Confidence recognise(ImportSource source) {
            return source instanceof ImportSource.Database(_, SqliteFile database)
                            && LoopDatabase.missingIn(database).isEmpty()
                    ? Confidence.CERTAIN
                    : Confidence.NONE;
        }

        @Override
        public Archive read(ImportSource source, ImportLimits limits, ImportOptions options)
                throws IOException {
            if (source instanceof ImportSource.Database(_, SqliteFile database)) {
                return LoopDatabase.read(database, limits);
            }
            throw notRecognised();
        }
    }

    private static final class LoopCsvFormat implements ImportFormat {
        @Override
        public Confidence recognise(ImportSource source) {
            return source instanceof ImportSource.Files(_, FileSet files)
                            && files.names().contains(LoopCsv.MARKER)
                    ? Confidence.CERTAIN
                    : Confidence.NONE;
        }

        @Override
        public Archive read(ImportSource source, ImportLimits limits, ImportOptions options)
                throws IOException {
            if (source instanceof ImportSource.Files(_, FileSet files)) {
                return LoopCsv.read(files, limits, options);
            }
            throw notRecognised();
        }
    }

    private static final class HabitBullFormat implements ImportFormat {
        @Override
        public Confidence recognise(ImportSource source) throws IOException {
            return source instanceof ImportSource.Text(_, TextContent content)
                            && HabitBullCsv.isHeader(content.titles())
                    ? Confidence.CERTAIN
                    : Confidence.NONE;
        }

        @Override
        public Archive read(ImportSource source, ImportLimits limits, ImportOptions options)
                throws IOException {
            if (source instanceof ImportSource.Text(_, TextContent content)) {
                return HabitBullCsv.read(content, limits, options);
            }
            throw notRecognised();
        }
    }

    private static IllegalStateException notRecognised() {
        return new IllegalStateException("a format reads only what it has recognised");
    }
}
