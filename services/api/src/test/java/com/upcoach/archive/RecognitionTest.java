package com.upcoach.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.outcome.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Packing, encodings, separators, and files of trackers that are not supported.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecognitionTest {

  private static final Charset CP1252 = Charset.forName("windows-1252");
  private static final String UMLAUTS =
      """
            HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText
            Frühsport,täglich – „früh“,,2024-01-01,1,schön
            """;

  @TempDir private Path folder;

  private Path bytes(String name, byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return Files.write(folder.resolve(name), all.toByteArray());
  }

  private Path text(String text) throws IOException {
    return bytes("export.csv", text.getBytes(StandardCharsets.UTF_8));
  }

  private Path zipOf(Map<String, byte[]> files) throws IOException {
    Path zip = folder.resolve("packed.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (var file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue());
      }
    }
    return zip;
  }

  private String trackerOf(Path file) {
    FileRefusal.OtherTracker refusal = Reading.refused(file, FileRefusal.OtherTracker.class);
    assertTrue(refusal.advice().endsWith("."), refusal::toString);
    return refusal.tracker();
  }

  @Test
  void a_backup_in_a_zip_reads_as_the_backup_itself_and_leaves_nothing_behind() throws Exception {
    Path database = Fixtures.fullNewLoop(folder);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("__MACOSX/._Loop Backup.db", new byte[] {1, 2});
    files.put("backups/Loop Backup.db", Files.readAllBytes(database));
    files.put("backups/read me.txt", "hello".getBytes(StandardCharsets.UTF_8));
    Path scratch = folder.resolve("scratch");

    Outcome<Archive> packed =
        new ImportFile(ImportLimits.DEFAULT, scratch).read(zipOf(files), "packed.zip");

    assertEquals(Outcome.done(Reading.done(database)), packed);
    try (Stream<Path> left = Files.list(scratch)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void a_damaged_backup_in_a_zip_leaves_nothing_behind() throws Exception {
    byte[] whole = Files.readAllBytes(Fixtures.fullNewLoop(folder));
    byte[] cut = Arrays.copyOf(whole, whole.length / 2);
    Path scratch = folder.resolve("scratch");

    Outcome<Archive> packed =
        new ImportFile(ImportLimits.DEFAULT, scratch)
            .read(zipOf(Map.of("a.db", cut)), "packed.zip");

    assertTrue(packed instanceof Outcome.Refused<Archive>, packed::toString);
    try (Stream<Path> left = Files.list(scratch)) {
      assertEquals(0, left.count());
    }
  }

  @Test
  void a_habitbull_file_in_a_zip_is_read() throws Exception {
    byte[] csv = Fixtures.HABITBULL.stripTrailing().getBytes(StandardCharsets.UTF_8);
    assertEquals(6, Reading.done(zipOf(Map.of("a/export.csv", csv))).tally().total());
  }

  @Test
  void several_backups_in_a_zip_are_refused_with_their_names() throws Exception {
    byte[] database = Files.readAllBytes(Fixtures.fullNewLoop(folder));
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("a.db", database);
    files.put("b.db", database);
    FileRefusal.SeveralBackups refusal =
        Reading.refused(zipOf(files), FileRefusal.SeveralBackups.class);
    assertEquals(List.of("a.db", "b.db"), refusal.names());
  }

  @Test
  void a_zip_inside_a_zip_is_not_opened() throws Exception {
    Path inner = Fixtures.zip(folder.resolve("inner.zip"), Fixtures.LOOP_CSV);
    Path outer = zipOf(Map.of("inner.zip", Files.readAllBytes(inner)));
    assertTrue(
        Reading.refused(outer, FileRefusal.UnknownKind.class).seen().contains("another zip"));
  }

  @Test
  void a_backup_that_unpacks_to_more_than_a_file_may_have_is_refused() throws Exception {
    byte[] database = Files.readAllBytes(Fixtures.fullNewLoop(folder));
    ImportLimits small = new ImportLimits(database.length - 1, 1 << 22, 10, 10, 1_000, 65_536);
    Path zip = zipOf(Map.of("a.db", database));
    assertTrue(Files.size(zip) < database.length);
    assertEquals("fileBytes", Reading.refused(zip, FileRefusal.TooLarge.class, small).limit());
  }

  @Test
  void our_json_alone_is_read_without_its_zip() throws Exception {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    Archive archive = new RandomHistory(11).archive();
    OwnExport.write(zip, archive.member().orElseThrow(), archive.habits(), archive.pauses());
    Path packed = bytes("own.zip", zip.toByteArray());
    Path json = folder.resolve("upcoach.json");
    try (var opened = new ZipFile(packed.toFile())) {
      Files.write(json, opened.getInputStream(opened.getEntry("upcoach.json")).readAllBytes());
    }
    assertEquals(Reading.done(packed), Reading.done(json));
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t", ","})
  void the_column_separator_is_detected_from_the_title_row(String separator) throws Exception {
    String csv =
        """
                HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText
                Run,,Body,2024-02-28,7.5,far
                Run,,Body,2024-02-29,1,
                """
            .replace(",", separator);
    Archive archive = Reading.done(text(csv));
    assertEquals(7.5, archive.habits().getFirst().entries().getFirst().amount());
    assertEquals(2, archive.tally().taken());
  }

  @Test
  void the_separator_that_excel_names_in_the_first_line_is_used() throws Exception {
    String csv = "sep=;\r\nHabitName;CalendarDate;Value\r\nRun;28.02.2024;7,5\r\nRun;x;1\r\n";
    Archive archive = Reading.done(text(csv));
    assertEquals(7.5, archive.habits().getFirst().entries().getFirst().amount());
    assertEquals("export.csv line 4", archive.refused().getFirst().where());
    Reading.of(text("sep=\"\nHabitName,CalendarDate,Value\n"));
  }

  @Test
  void a_loop_csv_with_semicolons_is_read() throws Exception {
    Map<String, String> files = new LinkedHashMap<>(Fixtures.OLD_LOOP_CSV);
    files.replaceAll((name, text) -> text.replace(",", ";"));
    assertEquals(
        Reading.done(Fixtures.folder(folder.resolve("a"), Fixtures.OLD_LOOP_CSV)),
        Reading.done(Fixtures.folder(folder.resolve("b"), files)));
  }

  @Test
  void text_in_any_encoding_of_a_spreadsheet_reads_the_same() throws Exception {
    Archive utf8 = Reading.done(text(UMLAUTS));
    assertEquals("Frühsport", utf8.habits().getFirst().title());
    byte[] little = UMLAUTS.getBytes(StandardCharsets.UTF_16LE);
    byte[] big = UMLAUTS.getBytes(StandardCharsets.UTF_16BE);

    assertEquals(utf8, Reading.done(bytes("export.csv", UMLAUTS.getBytes(CP1252))));
    assertEquals(utf8, Reading.done(bytes("export.csv", little)));
    assertEquals(utf8, Reading.done(bytes("export.csv", big)));
    byte[] littleMark = {(byte) 0xFF, (byte) 0xFE};
    assertEquals(utf8, Reading.done(bytes("export.csv", littleMark, little)));
    byte[] bigMark = {(byte) 0xFE, (byte) 0xFF};
    assertEquals(utf8, Reading.done(bytes("export.csv", bigMark, big)));
    byte[] utf8Mark = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    byte[] plain = UMLAUTS.getBytes(StandardCharsets.UTF_8);
    assertEquals(utf8, Reading.done(bytes("export.csv", utf8Mark, plain)));
  }

  @Test
  void utf_8_with_a_damaged_character_is_not_read_as_another_encoding() throws Exception {
    byte[] text = UMLAUTS.getBytes(StandardCharsets.UTF_8);
    int umlaut = UMLAUTS.indexOf('ü') + 1;
    assertEquals((byte) 0xBC, text[umlaut]);
    text[umlaut] = 'x';
    Reading.refused(bytes("export.csv", text), FileRefusal.Corrupt.class);
  }

  @Test
  void another_script_in_another_encoding_is_refused_and_never_gibberish() throws Exception {
    String cyrillic = UMLAUTS.replace("Frühsport", "Зарядка").replaceAll("[^\\x00-ӿ]", "");
    Path file = bytes("export.csv", cyrillic.getBytes(Charset.forName("windows-1251")));
    assertTrue(Reading.refused(file, FileRefusal.Corrupt.class).detail().contains("UTF-8"));
  }

  /// Each of the two pairs of tables is enough: not every version of these trackers has all.
  @ParameterizedTest
  @CsvSource({
    "Tickmate, tracks, ticks",
    "Tickmate, tracks, track2groups",
    "Rewire, CHECKINS, UNIT",
    "Rewire, habits, CHECKINS"
  })
  void the_databases_of_tickmate_and_rewire_are_recognised(String tracker, String one, String other)
      throws Exception {
    Path database =
        Fixtures.database(
            folder.resolve("other.db"),
            "create table %s(_id integer, name text)".formatted(one),
            "create table %s(_id integer, date integer)".formatted(other));
    assertEquals(tracker, trackerOf(database));
    assertEquals(tracker, trackerOf(zipOf(Map.of("r.db", Files.readAllBytes(database)))));
  }

  @Test
  void the_text_files_of_other_trackers_are_recognised() throws Exception {
    assertEquals("Habitica", trackerOf(text("Task Name,Task ID,Task Type,Date,Value\n")));
    assertEquals("Streaks", trackerOf(text("task_id,title,icon,entry_type,entry_date\n")));
    assertEquals(
        "TickTick",
        trackerOf(text("\"Date: 2024-01-01\"\n\"Folder Name\",\"List Name\",\"Title\"\n")));
    assertEquals("Daylio", trackerOf(text("full_date,date,weekday,time,mood,activities\n")));
    assertEquals("Habo", trackerOf(text("[{\"id\":1,\"title\":\"A\",\"twoDayRule\":false}]")));
    assertTrue(
        trackerOf(zipOf(Map.of("xl/workbook.xml", new byte[] {'<'}))).contains("Excel workbook"));
  }

  @Test
  void one_file_of_a_loop_export_is_refused_with_advice() throws Exception {
    Path single = text(Fixtures.LOOP_CSV.get("Habits.csv"));
    assertTrue(
        Reading.refused(single, FileRefusal.OtherTracker.class).advice().contains("complete zip"));
  }

  @Test
  void compressed_files_are_refused_with_the_advice_to_unpack() throws Exception {
    Path gzip = bytes("a.gz", new byte[] {0x1F, (byte) 0x8B, 8, 0});
    assertTrue(Reading.refused(gzip, FileRefusal.UnknownKind.class).seen().contains("gzip"));
  }
}
