package com.upcoach.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.outcome.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Truncates each kind of file at many places, and flips bits of it: the result is always a value.
@DisplayNameGeneration(ReplaceUnderscores.class)
class DamagedFilesTest {

  private static final int CUTS = 300;
  private static final int FLIPS = 150;

  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);

  @TempDir private Path folder;

  /// Every kind of place where a file can end: its first and last bytes, page and line boundaries,
  /// the bytes beside them, and random ones.
  private Set<Integer> cuts(byte[] whole) {
    TreeSet<Integer> cuts = new TreeSet<>();
    for (int near = 0; near < 20; near++) {
      cuts.add(near);
      cuts.add(whole.length - 1 - near);
    }
    for (int page = 0; page < whole.length; page += 512) {
      cuts.add(page);
    }
    for (int i = 0; i < whole.length && cuts.size() < CUTS; i++) {
      if (whole[i] == '\n' || whole[i] == ',' || whole[i] == 'P') {
        cuts.addAll(List.of(i, i + 1));
      }
    }
    for (int i = 0; i < CUTS; i++) {
      cuts.add(random.nextInt(whole.length));
    }
    cuts.removeIf(cut -> cut < 0 || cut >= whole.length);
    return cuts;
  }

  private void everyCutIsRefused(byte[] whole, IntPredicate mayBeWhole) throws IOException {
    Path file = folder.resolve("cut");
    for (int cut : cuts(whole)) {
      Files.write(file, Arrays.copyOf(whole, cut));
      Outcome<Archive> outcome = Reading.of(file);
      if (!mayBeWhole.test(cut)) {
        assertInstanceOf(Outcome.Refused.class, outcome, "cut at " + cut + ", seed " + seed);
      }
    }
  }

  private void noFlipThrows(byte[] whole) throws IOException {
    Path file = folder.resolve("flipped");
    for (int i = 0; i < FLIPS; i++) {
      byte[] flipped = whole.clone();
      for (int bits = 1 + random.nextInt(8); bits > 0; bits--) {
        flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Files.write(file, flipped);
      accounted(Reading.of(file));
    }
  }

  private void accounted(Outcome<Archive> outcome) {
    if (outcome instanceof Outcome.Done<Archive>(Archive archive)) {
      long entries = archive.habits().stream().mapToLong(habit -> habit.entries().size()).sum();
      assertEquals(archive.tally().taken(), entries, "seed " + seed);
    }
  }

  private static boolean endsLine(byte[] whole, int cut) {
    return cut > 0 && (whole[cut - 1] == '\n' || whole[cut] == '\n');
  }

  @Test
  void a_truncated_loop_database_of_either_schema_is_refused_whole() throws Exception {
    everyCutIsRefused(Files.readAllBytes(Fixtures.fullOldLoop(folder)), cut -> false);
    everyCutIsRefused(Files.readAllBytes(Fixtures.fullNewLoop(folder)), cut -> false);
  }

  @Test
  void a_loop_database_with_flipped_bits_gives_a_value() throws Exception {
    noFlipThrows(Files.readAllBytes(Fixtures.fullOldLoop(folder)));
    noFlipThrows(Files.readAllBytes(Fixtures.fullNewLoop(folder)));
  }

  @Test
  void a_truncated_loop_zip_is_refused_whole_and_flipped_bits_give_a_value() throws Exception {
    byte[] whole = Files.readAllBytes(Fixtures.zip(folder.resolve("loop.zip"), Fixtures.LOOP_CSV));
    everyCutIsRefused(whole, cut -> false);
    noFlipThrows(whole);
  }

  @Test
  void a_zip_whose_content_was_changed_is_refused_by_its_checksum() throws Exception {
    byte[] text = Fixtures.LOOP_CSV.get("Habits.csv").getBytes(StandardCharsets.UTF_8);
    CRC32 checksum = new CRC32();
    checksum.update(text);
    ZipEntry stored = new ZipEntry("Habits.csv");
    stored.setMethod(ZipEntry.STORED);
    stored.setSize(text.length);
    stored.setCrc(checksum.getValue());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(stored);
      zip.write(text);
    }
    String changed = out.toString(StandardCharsets.ISO_8859_1).replace("ten", "two");
    Path file = folder.resolve("changed.zip");
    Files.writeString(file, changed, StandardCharsets.ISO_8859_1);

    FileRefusal.Corrupt refusal = Reading.refused(file, FileRefusal.Corrupt.class);
    assertEquals("Habits.csv", refusal.where());
  }

  @Test
  void our_own_truncated_zip_is_refused_whole_and_flipped_bits_give_a_value() throws Exception {
    byte[] whole = ownExport();
    everyCutIsRefused(whole, cut -> false);
    noFlipThrows(whole);
  }

  /// A file may end at a line end. It may also end before a note, in a line with every other
  /// column: a line without a note looks the same. The only line of a file may also end with a
  /// plain yes or no.
  @Test
  void a_habitbull_file_truncated_within_a_line_is_refused_whole() throws Exception {
    byte[] whole = Fixtures.HABITBULL.getBytes(StandardCharsets.UTF_8);
    String text = Fixtures.HABITBULL;
    everyCutIsRefused(
        whole,
        cut ->
            endsLine(whole, cut)
                || text.substring(0, cut).matches("(?s).*-\\d\\d,[\\d.]+,")
                || text.substring(0, cut).matches("[^\n]*\n[^\n]*-\\d\\d,[01]"));
    noFlipThrows(whole);
  }

  @Test
  void a_file_of_a_loop_folder_truncated_within_a_line_is_refused_whole() throws Exception {
    for (Map<String, String> files : List.of(Fixtures.LOOP_CSV, Fixtures.OLD_LOOP_CSV)) {
      for (String name : files.keySet()) {
        if (name.equals("Habits.csv") || name.contains("/")) {
          everyCutOfOneFile(files, name);
        }
      }
    }
  }

  private void everyCutOfOneFile(Map<String, String> files, String name) throws IOException {
    Path root = Fixtures.folder(folder.resolve("loop" + files.size()), files);
    byte[] whole = files.get(name).getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut < whole.length; cut++) {
      Files.write(root.resolve(name), Arrays.copyOf(whole, cut));
      Outcome<Archive> outcome = Reading.of(root);
      String left = files.get(name).substring(0, cut);
      boolean mayBeWhole =
          endsLine(whole, cut) || left.isEmpty() || left.matches("(?s).*[A-Z\\d],");
      if (!mayBeWhole) {
        assertInstanceOf(Outcome.Refused.class, outcome, name + " cut to: " + left);
      }
    }
    Files.write(root.resolve(name), whole);
  }

  @Test
  void our_unpacked_truncated_json_is_refused_whole() throws Exception {
    Path zip = Files.write(folder.resolve("own.zip"), ownExport());
    byte[] whole;
    try (var opened = new ZipFile(zip.toFile())) {
      whole = opened.getInputStream(opened.getEntry("upcoach.json")).readAllBytes();
    }
    Path root = Files.createDirectory(folder.resolve("own"));
    for (int cut : cuts(whole)) {
      Files.write(root.resolve("upcoach.json"), Arrays.copyOf(whole, cut));
      assertInstanceOf(Outcome.Refused.class, Reading.of(root), "cut at " + cut);
    }
  }

  @Test
  void the_whole_files_are_read() throws Exception {
    assertEquals(366, Reading.done(Fixtures.fullOldLoop(folder)).tally().taken());
    assertEquals(366, Reading.done(Fixtures.fullNewLoop(folder)).tally().taken());
    Path own = Files.write(folder.resolve("own.zip"), ownExport());
    assertTrue(Reading.done(own).tally().taken() > 0);
  }

  private static byte[] ownExport() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Archive archive =
        LongStream.range(0, 100)
            .mapToObj(seed -> new RandomHistory(seed).archive())
            .filter(candidate -> candidate.tally().taken() > 100)
            .findFirst()
            .orElseThrow();
    OwnExport.write(out, archive.member().orElseThrow(), archive.habits(), archive.pauses());
    return out.toByteArray();
  }
}
