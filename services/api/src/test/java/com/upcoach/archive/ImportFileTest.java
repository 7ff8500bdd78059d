package com.upcoach.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ImportFileTest {

  private static final ImportLimits SMALL = new ImportLimits(65_536, 65_536, 10, 4, 8, 4_096);

  @TempDir private Path folder;

  private Path text(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  private String limitOf(Path file) {
    return Reading.refused(file, FileRefusal.TooLarge.class, SMALL).limit();
  }

  @Test
  void the_kind_is_detected_by_the_content_and_not_by_the_name() throws Exception {
    Path loop = Files.move(Fixtures.fullOldLoop(folder), folder.resolve("holiday.jpg"));
    Path csv = text("habits.db", Fixtures.HABITBULL);
    Path zip = Fixtures.zip(folder.resolve("x.csv"), Fixtures.LOOP_CSV);

    assertEquals(Archive.Source.LOOP_DATABASE, Reading.done(loop).source());
    assertEquals(Archive.Source.HABITBULL_CSV, Reading.done(csv).source());
    assertEquals(Archive.Source.LOOP_CSV, Reading.done(zip).source());
  }

  @Test
  void a_file_of_unknown_kind_is_refused_with_its_appearance() throws Exception {
    Reading.refused(text("empty", ""), FileRefusal.UnknownKind.class);
    Reading.refused(text("letter", "Dear Sir"), FileRefusal.UnknownKind.class);
    Path zip = Fixtures.zip(folder.resolve("a.zip"), Map.of("photo.txt", "sea"));
    Reading.refused(zip, FileRefusal.UnknownKind.class);
  }

  @Test
  void a_missing_file_is_a_failure_and_no_refusal() {
    assertThrows(UncheckedIOException.class, () -> Reading.of(folder.resolve("gone")));
  }

  @Test
  void a_file_over_the_size_is_not_opened() throws Exception {
    assertEquals("fileBytes", limitOf(text("big", "x".repeat(65_537))));
    Path folderOfMuch = Fixtures.folder(folder.resolve("f"), Map.of("a", "x".repeat(65_537)));
    assertEquals("fileBytes", limitOf(folderOfMuch));
  }

  @Test
  void a_zip_bomb_is_stopped_while_unpacking() throws Exception {
    Map<String, String> files = new HashMap<>(Fixtures.LOOP_CSV);
    files.put("001 Sit/Checkmarks.csv", "2024-01-01,YES_MANUAL,\n".repeat(100_000));
    Path bomb = Fixtures.zip(folder.resolve("bomb.zip"), files);
    assertTrue(Files.size(bomb) < 65_536);

    Reading.refused(
        bomb,
        FileRefusal.TooLarge.class,
        new ImportLimits(65_536, 1 << 20, 10, 10, 1_000_000, 4_096));
    ImportLimits fewRecords = new ImportLimits(65_536, 1 << 23, 10, 4, 8, 4_096);
    assertEquals("records", Reading.refused(bomb, FileRefusal.TooLarge.class, fewRecords).limit());
  }

  @Test
  void too_many_entries_habits_records_or_too_long_a_line_are_refused_by_name() throws Exception {
    Map<String, String> many = new HashMap<>(Fixtures.LOOP_CSV);
    for (int i = 0; i < 10; i++) {
      many.put("extra" + i, "");
    }
    assertEquals("files", limitOf(Fixtures.zip(folder.resolve("many.zip"), many)));

    String line = "H%d,,,2024-01-01,1,\n";
    StringBuilder habits = new StringBuilder(Fixtures.HABITBULL.lines().findFirst().orElseThrow());
    habits.append('\n');
    for (int i = 0; i < 5; i++) {
      habits.append(line.formatted(i));
    }
    assertEquals("habits", limitOf(text("habits", habits.toString())));
    String header = Fixtures.HABITBULL.lines().findFirst().orElseThrow() + "\n";
    assertEquals("records", limitOf(text("records", header + line.formatted(1).repeat(9))));
    String endless = header + "\"" + "x".repeat(50_000);
    assertEquals("lineChars", limitOf(text("line", endless)));
    Path database = Fixtures.fullOldLoop(folder);
    assertEquals("records", limitOf(database));
  }

  @Test
  void a_path_traversal_in_a_zip_entry_reaches_nothing() throws Exception {
    Map<String, String> files = new HashMap<>(Fixtures.LOOP_CSV);
    files.put("../../001 evil/Checkmarks.csv", "2024-01-01,2\n");
    Path file = Fixtures.zip(folder.resolve("a.zip"), files);

    Reading.of(file);
    assertEquals(1, folder.toFile().list().length);
  }
}
