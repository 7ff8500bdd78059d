package com.upcoach.archive;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/// A tracker, or a kind of file, that is recognised but not supported. The refusal names it and
/// tells the member what to do instead.
///
/// @param name in a sentence: "the file is from `name`"
record OtherTracker(String name, String advice, Signature mark) implements ImportFormat {

  /// Signature of a file that only this tracker writes.
  private sealed interface Signature {

    /// Tables of a database, in lower case.
    record Tables(Set<String> names) implements Signature {}

    /// Titles of a CSV file, in lower case.
    record Titles(Set<String> titles) implements Signature {}

    /// Fragments of text near the beginning of a file.
    record Fragments(List<String> fragments) implements Signature {}

    /// Files in a zip.
    record FileNames(Set<String> names) implements Signature {}
  }

  private static final String CONVERT_WITH_LOOP =
      "Loop Habit Tracker can read it (Settings, Import data): import it there, export a full"
          + " backup from Loop, and bring that here.";

  private static final String CONVERT_TO_CSV =
      "It cannot be read yet. Put its days into a CSV file with the columns HabitName,"
          + " CalendarDate and Value (1 for done, or an amount), and import that.";

  private static final String SAVE_AS_CSV = "Save the sheet as CSV and import that file.";

  static final List<OtherTracker> ALL =
      List.of(
          database("Tickmate", CONVERT_WITH_LOOP, "tracks", "ticks"),
          database("Tickmate", CONVERT_WITH_LOOP, "tracks", "track2groups"),
          database("Rewire", CONVERT_WITH_LOOP, "checkins", "unit"),
          database("Rewire", CONVERT_WITH_LOOP, "checkins", "habits"),
          csv("Habitica", CONVERT_TO_CSV, "task name", "task type"),
          fragments("Habitica", CONVERT_TO_CSV, "\"dailys\"", "\"todos\""),
          csv("Streaks", CONVERT_TO_CSV, "task_id", "entry_type"),
          fragments("TickTick", CONVERT_TO_CSV, "Folder Name", "List Name", "Title"),
          csv("Daylio", CONVERT_TO_CSV, "full_date", "activities"),
          files("Daylio", CONVERT_TO_CSV, "backup.daylio"),
          fragments("Habo", CONVERT_TO_CSV, "\"twoDayRule\""),
          fragments("HabitKit", CONVERT_TO_CSV, "\"habits\"", "\"completions\""),
          files("a spreadsheet program (Excel workbook)", SAVE_AS_CSV, "xl/workbook.xml"),
          files(
              "a spreadsheet program (OpenDocument)",
              SAVE_AS_CSV,
              "content.xml",
              "META-INF/manifest.xml"),
          csv("Loop", wholeZip(), "position", "name", "question"),
          csv("Loop", wholeZip(), "date", "value", "notes"));

  private static String wholeZip() {
    return "It is one file of Loop's CSV export; import the complete zip.";
  }

  private static OtherTracker database(String name, String advice, String... tables) {
    return new OtherTracker(name, advice, new Signature.Tables(Set.of(tables)));
  }

  private static OtherTracker csv(String name, String advice, String... titles) {
    return new OtherTracker(name, advice, new Signature.Titles(Set.of(titles)));
  }

  private static OtherTracker fragments(String name, String advice, String... fragments) {
    return new OtherTracker(name, advice, new Signature.Fragments(List.of(fragments)));
  }

  private static OtherTracker files(String name, String advice, String... names) {
    return new OtherTracker(name, advice, new Signature.FileNames(Set.of(names)));
  }

  @Override
  public Confidence recognise(ImportSource source) throws IOException {
    boolean marked =
        switch (mark) {
          case Signature.Tables(Set<String> tables) ->
              source instanceof ImportSource.Database(_, SqliteFile database)
                  && tables.stream().allMatch(database::hasTable);
          case Signature.Titles(Set<String> titles) ->
              source instanceof ImportSource.Text(_, TextContent content)
                  && content.titles().containsAll(titles);
          case Signature.Fragments(List<String> fragments) ->
              source instanceof ImportSource.Text(_, TextContent content)
                  && containsAll(content.beginningText(), fragments);
          case Signature.FileNames(Set<String> names) ->
              source instanceof ImportSource.Files(_, FileSet files)
                  && files.names().containsAll(names);
        };
    return marked ? Confidence.LIKELY : Confidence.NONE;
  }

  private static boolean containsAll(String text, List<String> fragments) {
    return fragments.stream().allMatch(text::contains);
  }

  @Override
  public Archive read(ImportSource source, ImportLimits limits, ImportOptions options)
      throws IOException {
    throw new FileRefusedException(new FileRefusal.OtherTracker(name, advice));
  }
}
