package com.upcoach.archive;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Files of a source with more than one file: a zip, or the folder it unpacks to.
///
/// Names are relative to the folder of the export's marker file, so an export zipped again with its
/// folder reads the same. A name is only looked up among existing names; it is never resolved as a
/// path (no path traversal).
sealed interface FileSet extends AutoCloseable {

  /// File names with `/` between folders.
  Set<String> names();

  /// Tells whether file lengths are verified, so that a last line without a line end is complete.
  boolean verifiesLengths();

  /// Opens a file.
  ///
  /// @throws FileRefusedException when a limit is exceeded or the checksum does not match
  InputStream open(String name) throws IOException;

  @Override
  void close() throws IOException;

  /// The folder, with a trailing `/`, of the marker nearest to the root; empty without a marker.
  private static Optional<String> rootOf(Iterable<String> names, Set<String> markers) {
    List<String> roots = new ArrayList<>();
    for (String name : names) {
      int slash = name.lastIndexOf('/');
      if (markers.contains(name.substring(slash + 1)) && !name.startsWith("__MACOSX/")) {
        roots.add(name.substring(0, slash + 1));
      }
    }
    return roots.stream()
        .min(
            Comparator.comparingLong((String root) -> depth(root))
                .thenComparing(Comparator.naturalOrder()));
  }

  private static long depth(String root) {
    return root.chars().filter(c -> c == '/').count();
  }

  /// The entries of a zip.
  final class Zipped implements FileSet {
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries;
    private final ImportLimits limits;
    private final Map<String, Long> unpackedOf = new HashMap<>();
    private long unpacked;

    Zipped(Path file, ImportLimits limits, Set<String> markers) throws IOException {
      this.limits = limits;
      this.zip = opened(file);
      try {
        this.entries = entriesBelow(markers);
      } catch (IOException refusal) {
        zip.close();
        throw refusal;
      }
    }

    /// Old programs encode names in the charset of their system; only ASCII characters matter here.
    private static ZipFile opened(Path file) throws IOException {
      try {
        return new ZipFile(file.toFile());
      } catch (ZipException perhapsNames) {
        try {
          return new ZipFile(file.toFile(), StandardCharsets.ISO_8859_1);
        } catch (ZipException damaged) {
          damaged.addSuppressed(perhapsNames);
          throw damaged;
        }
      }
    }

    /// Some Windows programs separate folders with backslashes.
    private static String nameOf(ZipEntry entry) {
      return entry.getName().replace('\\', '/');
    }

    private Map<String, ZipEntry> entriesBelow(Set<String> markers) throws IOException {
      if (zip.size() > limits.files()) {
        throw FileRefusedException.tooLarge("files", limits.files());
      }
      SequencedMap<String, ZipEntry> all = new LinkedHashMap<>();
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String name = nameOf(entry);
        if (!name.endsWith("/") && all.put(name, entry) != null) {
          throw FileRefusedException.corrupt(
              RecordAccounting.quoted(name), "the zip has two files of this name");
        }
      }
      String root = rootOf(all.keySet(), markers).orElse("");
      SequencedMap<String, ZipEntry> below = new LinkedHashMap<>();
      all.forEach(
          (name, entry) -> {
            if (name.startsWith(root)) {
              below.put(name.substring(root.length()), entry);
            }
          });
      return below;
    }

    @Override
    public Set<String> names() {
      return entries.keySet();
    }

    @Override
    public boolean verifiesLengths() {
      return true;
    }

    @Override
    public InputStream open(String name) throws IOException {
      ZipEntry entry = entries.get(name);
      InputStream content = zip.getInputStream(entry);
      if (content == null) {
        throw FileRefusedException.corrupt(
            RecordAccounting.quoted(name), "the zip lists it but has it not");
      }
      return new BufferedInputStream(new Verified(content, entry));
    }

    @Override
    public void close() throws IOException {
      zip.close();
    }

    /// Counts each byte of an entry once, even when the entry is read twice.
    private void countUnpacked(String name, long read) {
      long before = unpackedOf.getOrDefault(name, 0L);
      if (read > before) {
        unpackedOf.put(name, read);
        unpacked += read - before;
      }
    }

    /// Counts the unpacked bytes against the limit and verifies the checksum at the end, which
    /// [ZipFile] does not.
    private final class Verified extends FilterInputStream {
      private final ZipEntry entry;
      private final CRC32 checksum = new CRC32();
      private long read;

      Verified(InputStream content, ZipEntry entry) {
        super(content);
        this.entry = entry;
      }

      @Override
      public int read() throws IOException {
        byte[] buffer = new byte[1];
        return read(buffer, 0, 1) < 0 ? -1 : buffer[0] & 0xFF;
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count < 0) {
          verify();
          return count;
        }
        checksum.update(buffer, offset, count);
        read += count;
        countUnpacked(entry.getName(), read);
        if (unpacked > limits.unpackedBytes()) {
          throw FileRefusedException.tooLarge("unpackedBytes", limits.unpackedBytes());
        }
        return count;
      }

      private void verify() throws FileRefusedException {
        if (checksum.getValue() != entry.getCrc()) {
          throw FileRefusedException.corrupt(
              RecordAccounting.quoted(entry.getName()), "its checksum is not that of the zip");
        }
      }
    }
  }

  /// Files of a folder, at most two levels deep, as exports of that kind have them.
  final class Unzipped implements FileSet {
    private final Map<String, Path> files;

    Unzipped(Path folder, ImportLimits limits, Set<String> markers) throws IOException {
      SequencedMap<String, Path> all = new LinkedHashMap<>();
      long bytes = 0;
      try (Stream<Path> walk = Files.walk(folder, 3)) {
        for (Path file : (Iterable<Path>) walk.sorted()::iterator) {
          if (!Files.isRegularFile(file)) {
            continue;
          }
          bytes += Files.size(file);
          all.put(folder.relativize(file).toString().replace('\\', '/'), file);
          if (all.size() > limits.files()) {
            throw FileRefusedException.tooLarge("files", limits.files());
          }
          if (bytes > limits.fileBytes()) {
            throw FileRefusedException.tooLarge("fileBytes", limits.fileBytes());
          }
        }
      }
      String root = rootOf(all.keySet(), markers).orElse("");
      this.files = new LinkedHashMap<>();
      all.forEach(
          (name, file) -> {
            if (name.startsWith(root)) {
              files.put(name.substring(root.length()), file);
            }
          });
    }

    @Override
    public Set<String> names() {
      return files.keySet();
    }

    @Override
    public boolean verifiesLengths() {
      return false;
    }

    @Override
    public InputStream open(String name) throws IOException {
      return new BufferedInputStream(Files.newInputStream(files.get(name)));
    }

    @Override
    public void close() {}
  }
}
