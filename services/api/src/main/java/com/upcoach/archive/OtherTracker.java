package com.upcoach.archive;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/// A tracker, or a kind of file, that is recognised but not supported. The refusal names it and
/// tells the member what to do instead.
///
/// @param name in a sentence: "the file is from `name`"
record OtherTracker(String name, String advice, Mark mark) implements ImportFormat {

  /// Signature of a file that only this tracker writes.
  private sealed interface Mark {

    /// Tables of a database, in lower case.
    record Tables(Set<String> names) implements Mark {}

    /// Titles of a CSV file, in lower case.
    record Titles(Set<String> titles) implements Mark {}

    /// Pieces of text near the beginning of a file.
    record Pieces(List<String> pieces) implements Mark {}

    /// Files in a zip.
    record FileNames(Set<String> names) implements Mark {}
  }

  private static final String BY_WAY_OF_LOOP =
      "Loop Habit Tracker can read it (Settings, Import data): import it there, export a full"
          + " backup from Loop, and bring that here.";

  private static final String BY_HAND =
      "It cannot be read yet. Put its days into a CSV file with the columns HabitName,"
          + " CalendarDate and Value (1 for done, or an amount), and import that.";

  private static final String AS_CSV = "Save the sheet as CSV and import that file.";

  static final List<OtherTracker> ALL =
      List.of(
          database("Tickmate", BY_WAY_OF_LOOP, "tracks", "ticks"),
          database("Tickmate", BY_WAY_OF_LOOP, "tracks", "track2groups"),
          database("Rewire", BY_WAY_OF_LOOP, "checkins", "unit"),
          database("Rewire", BY_WAY_OF_LOOP, "checkins", "habits"),
          csv("Habitica", BY_HAND, "task name", "task type"),
          pieces("Habitica", BY_HAND, "\"dailys\"", "\"todos\""),
          csv("Streaks", BY_HAND, "task_id", "entry_type"),
          pieces("TickTick", BY_HAND, "Folder Name", "List Name", "Title"),
          csv("Daylio", BY_HAND, "full_date", "activities"),
          files("Daylio", BY_HAND, "backup.daylio"),
          pieces("Habo", BY_HAND, "\"twoDayRule\""),
          pieces("HabitKit", BY_HAND, "\"habits\"", "\"completions\""),
          files("a spreadsheet program (Excel workbook)", AS_CSV, "xl/workbook.xml"),
          files(
              "a spreadsheet program (OpenDocument)",
              AS_CSV,
              "content.xml",
              "META-INF/manifest.xml"),
          csv("Loop", wholeZip(), "position", "name", "question"),
          csv("Loop", wholeZip(), "date", "value", "notes"));

  private static String wholeZip() {
    return "It is one file of Loop's CSV export; import the complete zip.";
  }

  private static OtherTracker database(String name, String advice, String... tables) {
    return new OtherTracker(name, advice, new Mark.Tables(Set.of(tables)));
  }

  private static OtherTracker csv(String name, String advice, String... titles) {
    return new OtherTracker(name, advice, new Mark.Titles(Set.of(titles)));
  }

  private static OtherTracker pieces(String name, String advice, String... pieces) {
    return new OtherTracker(name, advice, new Mark.Pieces(List.of(pieces)));
  }

  private static OtherTracker files(String name, String advice, String... names) {
    return new OtherTracker(name, advice, new Mark.FileNames(Set.of(names)));
  }

  @Override
  public Confidence recognise(ImportSource source) throws IOException {
    boolean marked =
        switch (mark) {
          case Mark.Tables(Set<String> tables) ->
              source instanceof ImportSource.Database(_, SqliteFile database)
                  && tables.stream().allMatch(database::hasTable);
          case Mark.Titles(Set<String> titles) ->
              source instanceof ImportSource.Text(_, TextContent content)
                  && content.titles().containsAll(titles);
          case Mark.Pieces(List<String> pieces) ->
              source instanceof ImportSource.Text(_, TextContent content)
                  && containsAll(content.beginningText(), pieces);
          case Mark.FileNames(Set<String> names) ->
              source instanceof ImportSource.Files(_, FileSet files)
                  && files.names().containsAll(names);
        };
    return marked ? Confidence.LIKELY : Confidence.NONE;
  }

  private static boolean containsAll(String text, List<String> pieces) {
    return pieces.stream().allMatch(text::contains);
  }

  @Override
  public Archive read(ImportSource source, ImportLimits limits, ImportOptions options)
      throws IOException {
    throw new FileRefusedException(new FileRefusal.OtherTracker(name, advice));
  }
}
