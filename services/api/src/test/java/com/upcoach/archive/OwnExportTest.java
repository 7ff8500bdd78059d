package com.upcoach.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OwnExportTest {

  private static final String EXPORT =
      """
            {"format": "upcoach-export", "version": 1,
             "member": {"name": "Ada", "zone": "Europe/London", "dayStart": "03:00",
                        "firstWeekday": "monday"},
             "habits": [{"id": "0198c1de-0000-7000-8000-000000000001",
               "title": "Read", "note": null, "kind": "do", "unit": null, "target": 1, "unlogged": "held", "color": "#00897b",
               "icon": null, "start": "2024-01-01", "end": null, "archived": false,
               "schedule": {"type": "daily"},
               "checkIns": [{"day": "2024-01-01", "amount": 1, "note": null, "skipped": false}]}]}
            """;

  @TempDir private Path folder;

  private static byte[] bytes(Archive archive) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OwnExport.write(out, archive.member().orElseThrow(), archive.habits(), archive.pauses());
    return out.toByteArray();
  }

  private Path json(String text) throws IOException {
    return Fixtures.folder(folder.resolve("export"), Map.of("upcoach.json", text));
  }

  private static Map<String, String> unzipped(byte[] zipped) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
      for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  @Test
  void every_export_is_read_back_equal() throws Exception {
    long first = System.nanoTime();
    for (long seed = first; seed < first + 60; seed++) {
      Archive archive = new RandomHistory(seed).archive();
      Path file = Files.write(folder.resolve("export.zip"), bytes(archive));
      assertEquals(archive, Reading.done(file), "seed " + seed);
    }
  }

  @Test
  void an_unpacked_export_reads_as_the_zip_does() throws Exception {
    Archive archive = new RandomHistory(7).archive();
    assertEquals(
        archive, Reading.done(Fixtures.folder(folder.resolve("export"), unzipped(bytes(archive)))));
  }

  @Test
  void equal_data_gives_equal_bytes() throws Exception {
    assertArrayEquals(bytes(new RandomHistory(3).archive()), bytes(new RandomHistory(3).archive()));
  }

  @Test
  void check_ins_are_streamed_habit_by_habit_and_closed() throws Exception {
    Archive archive = new RandomHistory(5).archive();
    int[] open = {0, 0};
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    OwnExport.write(
        out,
        archive.member().orElseThrow(),
        archive.habits(),
        archive.pauses(),
        habit -> {
          open[0]++;
          return habit.entries().stream().onClose(() -> open[1]++);
        });

    assertEquals(2 * archive.habits().size(), open[0]);
    assertEquals(open[0], open[1]);
    assertArrayEquals(bytes(archive), out.toByteArray());
  }

  @Test
  void no_cell_of_the_readable_files_is_a_formula_while_the_json_is_exact() throws Exception {
    String title = "=1+1";
    Map<String, String> files = unzipped(bytes(Reading.done(json(EXPORT.replace("Read", title)))));

    assertEquals(
        List.of("README.txt", "upcoach.json", "habits.csv", "check-ins.csv"),
        List.copyOf(files.keySet()));
    assertTrue(files.get("upcoach.json").contains("\"title\":\"=1+1\""));
    assertTrue(files.get("habits.csv").contains(",'=1+1,"));
    assertTrue(files.get("check-ins.csv").contains(",'=1+1,2024-01-01,1,"));
    assertFalse(files.get("habits.csv").contains(",=1+1"));
  }

  @ParameterizedTest(name = "{0} as {1} refuses that record alone: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"amount\": 1 | \"amount\": -1 | amount must not be negative",
        "\"amount\": 1 | \"amount\": 1e999 | amount must be at most 1e12",
        "\"amount\": 1, \"note\" | \"note\" | amount is required",
        "\"day\": \"2024-01-01\" | \"day\": \"2024-13-01\""
            + " | day must be a date such as 2026-11-23",
        "\"skipped\": false | \"skipped\": 0 | skipped must be true or false, not a number",
        "\"skipped\": false | \"skipped\": false, \"mood\": 3 | mood is unknown",
        "\"skipped\": false | \"skipped\": false, \"at\": \"2024-01-01T10:00:00Z\""
            + " | zone is required; dayStart is required",
        "\"skipped\": false | \"skipped\": false, \"at\": \"2200-01-01T00:00:00Z\""
            + ", \"zone\": \"UTC\", \"dayStart\": \"03:00:30\""
            + " | at must be before 2200-01-01T00:00:00Z;"
            + " dayStart must be a time from 00:00 to 06:00",
        "\"amount\": 1, \"note\": null | \"amount\": true, \"note\": 7"
            + " | amount must be a number, not true or false; note must be text, not a number",
        "\"type\": \"daily\" | \"type\": \"hourly\" | schedule.type must be daily, weekdays,"
            + " everyNDays, timesPerWeek or timesInDays",
        "\"type\": \"daily\" | \"type\": \"everyNDays\", \"n\": 0"
            + " | schedule.n must be from 1 to 365, not 0",
        "\"target\": 1 | \"target\": 0 | target must be above 0",
        "\"end\": null | \"end\": \"2023-12-31\" | end is before start",
        "0198c1de-0000-7000-8000-000000000001 | nine | id must be a UUID",
        "0198c1de-0000-7000-8000-000000000001 | 1-1-1-1-1 | id must be a UUID",
        "#00897b | red | color must have the form #00897b",
      })
  void an_invalid_record_is_refused_alone(String was, String is, String reason) throws Exception {
    Archive archive = Reading.done(json(EXPORT.replace(was, is)));

    assertEquals(reason, archive.refused().getFirst().reason());
    assertEquals(new RecordTally(1, 0, 0, Map.of(), 1), archive.tally());
  }

  @Test
  void a_check_in_that_is_no_object_is_refused_alone() throws Exception {
    Archive archive = Reading.done(json(EXPORT.replace("\"checkIns\": [", "\"checkIns\": [[1], ")));

    assertEquals(new RecordTally(2, 1, 0, Map.of(), 1), archive.tally());
    RefusedLine refused = archive.refused().getFirst();
    assertEquals("upcoach.json habit 1 check-in 1", refused.where());
    assertTrue(refused.reason().startsWith("this is not an object"), refused::reason);
  }

  @Test
  void a_json_file_that_is_not_utf_8_is_refused_whole() throws Exception {
    Path file = folder.resolve("upcoach.json");
    String overlongSlash = EXPORT.replace("Read", "\u00c0\u00af");
    for (byte[] content :
        List.of(
            EXPORT.getBytes(StandardCharsets.UTF_16LE),
            EXPORT.getBytes(StandardCharsets.UTF_16),
            overlongSlash.getBytes(StandardCharsets.ISO_8859_1))) {
      Reading.refused(Files.write(file, content), FileRefusal.Corrupt.class);
    }
  }

  @Test
  void a_byte_order_mark_of_an_editor_is_skipped() throws Exception {
    assertEquals(Reading.done(json(EXPORT)), Reading.done(json("\uFEFF" + EXPORT)));
  }

  @Test
  void a_value_larger_than_any_we_write_is_not_read_into_memory() throws Exception {
    String large = "\"note\": [" + "0,".repeat(100_000) + "0],";
    FileRefusal.Corrupt refusal =
        Reading.refused(
            json(EXPORT.replace("\"note\": null, \"kind\"", large + "\"kind\"")),
            FileRefusal.Corrupt.class);
    assertEquals("habit 1 has something larger than it can be", refusal.detail());
  }

  @Test
  void two_habits_of_one_id_are_not_both_taken() throws Exception {
    String habit = EXPORT.substring(EXPORT.indexOf("[{\"id\"") + 1, EXPORT.lastIndexOf("]}"));
    Archive archive = Reading.done(json(EXPORT.replace(habit, habit + "," + habit)));

    assertEquals(1, archive.habits().size());
    assertEquals(new RecordTally(2, 1, 0, Map.of(), 1), archive.tally());
  }

  @Test
  void an_export_of_a_newer_format_is_refused_with_its_version() throws Exception {
    FileRefusal.NewerExport refusal =
        Reading.refused(
            json(EXPORT.replace("\"version\": 1", "\"version\": 2")),
            FileRefusal.NewerExport.class);
    assertEquals(2, refusal.version());
  }

  @ParameterizedTest(name = "{1} in the place of {0} damages the whole")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "Europe/London | Europe/Nowhere",
        "upcoach-export | another",
        "\"format\" | \"shape\"",
        "\"dayStart\": \"03:00\" | \"dayStart\": \"07:00\"",
        "\"habits\": [ | \"habits\": [[1], ",
        "\"title\": \"Read\" | \"title\": \"Read\", \"title\": \"Sit\"",
        "\"amount\": 1 | \"amount\": 1, \"amount\": 2",
        "\"amount\": 1 | \"amount\": 11111111111111111111111111111111111111111111111111111111111111111",
      })
  void an_export_with_an_invalid_structure_is_refused_whole(String was, String is)
      throws Exception {
    Reading.refused(json(EXPORT.replace(was, is)), FileRefusal.Corrupt.class);
  }
}
