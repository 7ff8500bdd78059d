package com.upcoach.archive;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.habit.ScheduleJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// Writes our own export: a zip with all of a member's data, for machines and for people.
///
/// `upcoach.json` is exact; only this file is read back. `habits.csv` and `check-ins.csv` are for
/// spreadsheets: a text that begins with `=`, `+`, `-`, `@`, a tab or a line break gets an
/// apostrophe in front, which prevents CSV formula injection. Equal data gives equal bytes.
public final class OwnExport {

  /// The file inside the zip that is read back.
  static final String JSON = "upcoach.json";

  static final String FORMAT = "upcoach-export";

  /// Incremented when a reader of the previous version would lose or misread something.
  public static final int VERSION = 1;

  static final DateTimeFormatter WALL_TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private static final String README =
      """
            Your UpCoach data
            =================

            upcoach.json     everything, exactly; this is what UpCoach reads when you move in again
            habits.csv       your habits, for a spreadsheet
            check-ins.csv    your check-ins, for a spreadsheet

            Days are calendar dates in your time zone at the time of the check-in. "at" is the instant in
            UTC.
            In the two CSV files, a text that a spreadsheet could take for a formula (it begins with
            = + - @, a tab or a line break) has an apostrophe in front; in upcoach.json it has not.
            """;

  private static final String[] HABIT_TITLES = {
    "id",
    "title",
    "note",
    "kind",
    "unit",
    "target",
    "unlogged",
    "color",
    "icon",
    "start",
    "end",
    "archived",
    "schedule",
    "createdAt"
  };

  private static final String[] CHECK_IN_TITLES = {
    "habitId", "habit", "day", "amount", "note", "skipped", "at", "zone", "dayStart"
  };

  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private OwnExport() {}

  /// Source of a habit's check-ins during the export. It streams, so that no whole history is in
  /// memory.
  @FunctionalInterface
  public interface CheckIns {

    /// Opens the check-ins of one habit, ascending by day. It is called twice per habit, for the
    /// JSON and for the CSV file, and must return the same both times: read in one snapshot.
    ///
    /// @param habit one of the habits given to `write`
    /// @return closed by the writer
    Stream<Archive.Entry> of(Archive.Habit habit);
  }

  /// Writes an archive in the form in which it is read back.
  ///
  /// @param out stays open
  public static void write(
      OutputStream out,
      Archive.Member member,
      List<Archive.Habit> habits,
      List<Archive.Pause> pauses)
      throws IOException {
    write(out, member, habits, pauses, habit -> habit.entries().stream());
  }

  /// Writes a member's data, reading the check-ins habit by habit.
  ///
  /// @param out stays open
  /// @param habits their keys are the habits' UUIDs; their entries and streaks are ignored
  public static void write(
      OutputStream out,
      Archive.Member member,
      List<Archive.Habit> habits,
      List<Archive.Pause> pauses,
      CheckIns checkIns)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
    begin(zip, "README.txt");
    zip.write(README.getBytes(StandardCharsets.UTF_8));
    begin(zip, JSON);
    writeJson(zip, member, habits, pauses, checkIns);
    begin(zip, "habits.csv");
    writeHabits(zip, habits);
    begin(zip, "check-ins.csv");
    writeCheckIns(zip, habits, checkIns);
    zip.finish();
  }

  private static void begin(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(NO_TIME);
    zip.putNextEntry(entry);
  }

  private static void writeJson(
      OutputStream out,
      Archive.Member member,
      List<Archive.Habit> habits,
      List<Archive.Pause> pauses,
      CheckIns checkIns)
      throws IOException {
    JsonGenerator json = MAPPER.getFactory().createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    json.writeStartObject();
    json.writeStringField("format", FORMAT);
    json.writeNumberField("version", VERSION);
    json.writeObjectFieldStart("member");
    json.writeStringField("name", member.name());
    json.writeStringField("zone", member.zone().getId());
    json.writeStringField("dayStart", WALL_TIME.format(member.dayStart()));
    json.writeStringField("firstWeekday", ScheduleJson.nameOf(member.firstWeekday()));
    json.writeEndObject();
    json.writeArrayFieldStart("habits");
    for (Archive.Habit habit : habits) {
      writeHabit(json, habit, checkIns);
    }
    json.writeEndArray();
    writePauses(json, pauses);
    json.writeEndObject();
    json.close();
  }

  private static void writePauses(JsonGenerator json, List<Archive.Pause> pauses)
      throws IOException {
    json.writeArrayFieldStart("pauses");
    for (Archive.Pause pause : pauses) {
      json.writeStartObject();
      json.writeStringField("id", pause.id());
      json.writeStringField("habitId", pause.habit());
      json.writeStringField("from", pause.from().toString());
      json.writeStringField("to", textOrNull(pause.to()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeHabit(JsonGenerator json, Archive.Habit habit, CheckIns checkIns)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", habit.key());
    json.writeStringField("title", habit.title());
    json.writeStringField("note", habit.note());
    json.writeStringField("kind", word(habit.kind()));
    json.writeStringField("unit", habit.unit());
    writeAmount(json, "target", habit.target());
    json.writeStringField("unlogged", word(habit.unlogged()));
    json.writeStringField("color", habit.color());
    json.writeStringField("icon", habit.icon());
    json.writeStringField("start", textOrNull(habit.start()));
    json.writeStringField("end", textOrNull(habit.end()));
    json.writeBooleanField("archived", habit.archived());
    json.writeFieldName("schedule");
    MAPPER.writeTree(json, ScheduleJson.write(habit.schedule()));
    json.writeStringField("createdAt", textOrNull(habit.createdAt()));
    json.writeArrayFieldStart("checkIns");
    try (Stream<Archive.Entry> entries = checkIns.of(habit)) {
      for (Archive.Entry entry : (Iterable<Archive.Entry>) entries::iterator) {
        writeCheckIn(json, entry);
      }
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeCheckIn(JsonGenerator json, Archive.Entry entry) throws IOException {
    json.writeStartObject();
    json.writeStringField("day", entry.day().toString());
    if (entry.noteAlone()) {
      json.writeNullField("amount");
    } else {
      writeAmount(json, "amount", entry.amount());
    }
    json.writeStringField("note", entry.note());
    json.writeBooleanField("skipped", entry.skipped());
    if (entry.stamp().isPresent()) {
      Archive.Stamp stamp = entry.stamp().get();
      json.writeStringField("at", stamp.at().toString());
      json.writeStringField("zone", stamp.zone().getId());
      json.writeStringField("dayStart", WALL_TIME.format(stamp.dayStart()));
    }
    json.writeEndObject();
  }

  /// Writes a whole amount without a fraction, any other as the shortest text that parses to the
  /// same number.
  private static void writeAmount(JsonGenerator json, String field, double amount)
      throws IOException {
    if (isWhole(amount)) {
      json.writeNumberField(field, (long) amount);
    } else {
      json.writeNumberField(field, amount);
    }
  }

  private static boolean isWhole(double amount) {
    return amount == Math.rint(amount) && Math.abs(amount) < 1e15;
  }

  private static void writeHabits(OutputStream out, List<Archive.Habit> habits) throws IOException {
    CSVPrinter csv = printer(out, HABIT_TITLES);
    for (Archive.Habit habit : habits) {
      csv.printRecord(
          cell(habit.key()),
          cell(habit.title()),
          cell(habit.note()),
          word(habit.kind()),
          cell(habit.unit()),
          number(habit.target()),
          word(habit.unlogged()),
          habit.color(),
          cell(habit.icon()),
          habit.start(),
          habit.end(),
          habit.archived(),
          ScheduleJson.write(habit.schedule()),
          habit.createdAt());
    }
    csv.flush();
  }

  private static void writeCheckIns(OutputStream out, List<Archive.Habit> habits, CheckIns checkIns)
      throws IOException {
    CSVPrinter csv = printer(out, CHECK_IN_TITLES);
    for (Archive.Habit habit : habits) {
      try (Stream<Archive.Entry> entries = checkIns.of(habit)) {
        for (Archive.Entry entry : (Iterable<Archive.Entry>) entries::iterator) {
          csv.printRecord(
              cell(habit.key()),
              cell(habit.title()),
              entry.day(),
              entry.noteAlone() ? null : number(entry.amount()),
              cell(entry.note()),
              entry.skipped(),
              entry.stamp().map(Archive.Stamp::at).orElse(null),
              entry.stamp().map(Archive.Stamp::zone).orElse(null),
              entry.stamp().map(Archive.Stamp::dayStart).orElse(null));
        }
      }
    }
    csv.flush();
  }

  private static CSVPrinter printer(OutputStream out, String[] titles) throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180);
    csv.printRecord((Object[]) titles);
    return csv;
  }

  /// Escapes the text with an apostrophe where a spreadsheet would run it as a formula.
  private static String cell(String text) {
    boolean formula = text != null && !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
    return formula ? "'" + text : text;
  }

  private static String number(double amount) {
    return isWhole(amount) ? String.valueOf((long) amount) : String.valueOf(amount);
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String textOrNull(Object value) {
    return value == null ? null : value.toString();
  }
}
