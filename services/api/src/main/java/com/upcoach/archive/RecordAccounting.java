package com.upcoach.archive;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeMap;

/// Accounting of the records of a source: each is entered exactly once, in one column.
final class RecordAccounting {

  private final ImportLimits limits;
  private final Map<String, Long> notCheckIns = new TreeMap<>();
  private final List<RepeatedLine> repeatedLines = new ArrayList<>();
  private final List<RefusedLine> refusedLines = new ArrayList<>();
  private final SequencedSet<String> notes = new LinkedHashSet<>();
  private long total;
  private long taken;
  private long repeated;
  private long refused;

  RecordAccounting(ImportLimits limits) {
    this.limits = limits;
  }

  /// Truncates the text to the length that a list quotes, and makes it fit to be stored.
  static String quoted(String text) {
    int length = Math.min(text.length(), Archive.QUOTED_CHARS);
    return Objects.requireNonNullElse(SourceText.orNull(text.substring(0, length)), "");
  }

  private void taken() throws IOException {
    count();
    taken++;
  }

  private void replaced(RepeatedLine line) {
    repeated++;
    if (repeatedLines.size() < Archive.LISTED_AT_MOST) {
      repeatedLines.add(line);
    }
  }

  private void notACheckIn(String word) throws IOException {
    count();
    notCheckIns.merge(word, 1L, Long::sum);
  }

  /// Enters a check-in record that cannot be read.
  void refused(String where, String what, String reason) throws IOException {
    count();
    refused++;
    list(where, what, reason);
  }

  /// Enters anything else that cannot be read: a habit, a stored streak.
  void refusedBesides(String where, String what, String reason) {
    list(where, what, reason);
  }

  void note(String sentence) {
    if (notes.size() < Archive.LISTED_AT_MOST) {
      notes.add(sentence);
    }
  }

  Archive archive(
      Archive.Source source, Optional<Archive.Member> member, List<Archive.Habit> habits) {
    return archive(source, member, habits, List.of());
  }

  Archive archive(
      Archive.Source source,
      Optional<Archive.Member> member,
      List<Archive.Habit> habits,
      List<Archive.Pause> pauses) {
    RecordTally tally = new RecordTally(total, taken, repeated, notCheckIns, refused);
    return new Archive(
        source, member, habits, pauses, tally, repeatedLines, refusedLines, List.copyOf(notes));
  }

  private void list(String where, String what, String reason) {
    if (refusedLines.size() < Archive.LISTED_AT_MOST) {
      refusedLines.add(new RefusedLine(where, what, reason));
    }
  }

  private void count() throws IOException {
    total++;
    if (total > limits.records()) {
      throw FileRefusedException.tooLarge("records", limits.records());
    }
  }

  /// Days of one habit as they are read. Of two records of one day the later one wins, also where
  /// it means that nothing was done.
  final class Days {
    private final String title;
    private final TreeMap<LocalDate, Latest> byDay = new TreeMap<>();

    Days(String title) {
      this.title = title;
    }

    /// Latest record of a day: an entry, or a word for a day without one.
    private sealed interface Latest {
      record Taken(Archive.Entry entry) implements Latest {}

      record Nothing(String word) implements Latest {}
    }

    void take(String where, Archive.Entry entry) throws IOException {
      put(where, entry.day(), new Latest.Taken(entry));
    }

    /// Enters a record without anything that the member did.
    ///
    /// @param word the source's own
    void nothing(String where, LocalDate day, String word) throws IOException {
      put(where, day, new Latest.Nothing(word));
    }

    private void put(String where, LocalDate day, Latest latest) throws IOException {
      Latest earlier = byDay.put(day, latest);
      if (earlier != null) {
        replaced(new RepeatedLine(title, day, where, text(earlier), earlier.equals(latest)));
        uncount(earlier);
      }
      switch (latest) {
        case Latest.Taken _ -> taken();
        case Latest.Nothing(String word) -> notACheckIn(word);
      }
    }

    /// Moves a record from its column to the repeated ones.
    private void uncount(Latest earlier) {
      switch (earlier) {
        case Latest.Taken _ -> taken--;
        case Latest.Nothing(String word) ->
            notCheckIns.computeIfPresent(word, (_, count) -> count == 1 ? null : count - 1);
      }
    }

    private static String text(Latest latest) {
      return switch (latest) {
        case Latest.Taken(Archive.Entry entry) ->
            (entry.skipped() ? "skipped" : String.valueOf(entry.amount()))
                + (entry.note() == null ? "" : ", " + entry.note());
        case Latest.Nothing(String word) -> word;
      };
    }

    List<Archive.Entry> entries() {
      List<Archive.Entry> entries = new ArrayList<>();
      for (Latest latest : byDay.values()) {
        if (latest instanceof Latest.Taken(Archive.Entry entry)) {
          entries.add(entry);
        }
      }
      return entries;
    }

    LocalDate firstDay() {
      List<Archive.Entry> entries = entries();
      return entries.isEmpty() ? null : entries.getFirst().day();
    }
  }
}
