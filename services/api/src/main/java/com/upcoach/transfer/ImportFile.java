package com.upcoach.transfer;

import com.upcoach.outcome.Outcome;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.ZipException;

/// Reads a file that a member brings along, of whichever kind it is.
///
/// The kind is told by the content, never by the name. Either the whole file is understood, apart
/// from lines that the archive lists as refused, or it is refused whole.
public final class ImportFile {

    private static final byte[] SQLITE = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};
    private static final int FIRST_LINE_BYTES = 4_096;
    private static final Set<String> MARKERS = Set.of(OwnExport.JSON, LoopCsv.MARKER);

    private final ImportLimits limits;

    /// A reader that takes nothing larger than these limits; [ImportLimits#DEFAULT] suits a member.
    public ImportFile(ImportLimits limits) {
        this.limits = limits;
    }

    /// Reads a file, or a folder that a zip was unpacked to. Blocks; nothing is written.
    ///
    /// @param fileName as the member knows it, for messages
    /// @return the archive, or a [TransferRefusal]
    /// @throws UncheckedIOException when the disk cannot be read
    public Outcome<Archive> read(Path file, String fileName) {
        try {
            return Outcome.done(archive(file, fileName));
        } catch (RefusedWhole refused) {
            return Outcome.refused(refused.refusal());
        } catch (EOFException end) {
            return Outcome.refused(new TransferRefusal.CutShort(fileName, message(end)));
        } catch (ZipException damaged) {
            return Outcome.refused(new TransferRefusal.Corrupt(fileName, message(damaged)));
        } catch (CharacterCodingException notText) {
            return Outcome.refused(new TransferRefusal.Corrupt(fileName, "not text in UTF-8"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String message(IOException failure) {
        return Ledger.quoted(String.valueOf(failure.getMessage()));
    }

    private Archive archive(Path file, String fileName) throws IOException {
        if (Files.isDirectory(file)) {
            try (FileSet files = new FileSet.Unzipped(file, limits, MARKERS)) {
                return archive(files, fileName);
            }
        }
        if (Files.size(file) > limits.fileBytes()) {
            throw RefusedWhole.tooLarge("fileBytes", limits.fileBytes());
        }
        byte[] beginning = beginning(file);
        if (startsWith(beginning, SQLITE)) {
            return LoopDatabase.read(file, limits);
        }
        if (startsWith(beginning, ZIP) || startsWith(beginning, EMPTY_ZIP)) {
            return zipped(file, fileName);
        }
        String firstLine =
                new String(beginning, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        if (HabitBullCsv.isHeader(firstLine)) {
            try (InputStream content = new BufferedInputStream(Files.newInputStream(file))) {
                return HabitBullCsv.read(fileName, content, limits);
            }
        }
        throw unknown(fileName, firstLine);
    }

    private Archive zipped(Path file, String fileName) throws IOException {
        FileSet opened;
        try {
            opened = new FileSet.Zipped(file, limits, MARKERS);
        } catch (ZipException broken) {
            throw RefusedWhole.cutShort(
                    fileName,
                    "the zip's table of contents is missing or damaged: " + message(broken));
        }
        try (FileSet files = opened) {
            return archive(files, fileName);
        }
    }

    private Archive archive(FileSet files, String fileName) throws IOException {
        if (files.names().contains(OwnExport.JSON)) {
            return OwnExportReader.read(files, limits);
        }
        if (files.names().contains(LoopCsv.MARKER)) {
            return LoopCsv.read(files, limits);
        }
        throw new RefusedWhole(
                new TransferRefusal.UnknownKind(
                        fileName,
                        "files without "
                                + OwnExport.JSON
                                + " or "
                                + LoopCsv.MARKER
                                + " among them"));
    }

    private static RefusedWhole unknown(String fileName, String firstLine) {
        if (firstLine.isEmpty()) {
            return new RefusedWhole(new TransferRefusal.UnknownKind(fileName, "an empty file"));
        }
        String seen =
                firstLine.contains("Position,Name") || firstLine.startsWith("Date,")
                        ? "one file of a Loop CSV export; the whole zip is needed"
                        : "neither an export of Loop, nor of HabitBull, nor our own";
        return new RefusedWhole(new TransferRefusal.UnknownKind(fileName, seen));
    }

    private static byte[] beginning(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return content.readNBytes(FIRST_LINE_BYTES);
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length
                && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }
}
