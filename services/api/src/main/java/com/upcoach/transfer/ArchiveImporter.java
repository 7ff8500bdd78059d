package com.upcoach.transfer;

import com.upcoach.archive.Archive;
import com.upcoach.archive.RecordTally;
import com.upcoach.archive.RefusedLine;
import com.upcoach.book.BookEdit;
import com.upcoach.book.CheckIn;
import com.upcoach.book.Habit;
import com.upcoach.book.Pause;
import com.upcoach.habit.Habits;
import com.upcoach.habit.ScheduleJson;
import com.upcoach.streak.Amounts;
import com.upcoach.streak.DateRange;
import com.upcoach.streak.Run;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Imports an archive into a member's book.
///
/// A day that holds something is never overwritten, so a second import changes nothing. A habit of
/// an earlier import gets the days it lacks, and its first and last day are extended to include
/// them.
final class ArchiveImporter {

  private final BookEdit edit;
  private final Archive archive;
  private final Map<UUID, List<CheckIn>> histories;
  private final Instant now;
  private final ImportedDays days;
  private final List<HabitMatching.Match> matches;
  private final Map<String, UUID> ids = new HashMap<>();
  private final List<RefusedLine> refused;
  private final List<String> notes;
  private long taken;
  private long alreadyThere;
  private long refusedByImport;

  /// @param histories everything recorded for the habits of [#toReevaluate]
  ArchiveImporter(BookEdit edit, Archive archive, Map<UUID, List<CheckIn>> histories) {
    this.edit = edit;
    this.archive = archive;
    this.histories = histories;
    this.now = edit.now().truncatedTo(ChronoUnit.MILLIS);
    this.days = ImportedDays.of(edit);
    this.matches = new HabitMatching(edit.book(), archive).matches();
    this.refused = new ArrayList<>(archive.refused());
    this.notes = new ArrayList<>(archive.notes());
  }

  /// Existing habits that get another target, so that their days must be evaluated again.
  static Set<UUID> toReevaluate(BookEdit edit, Archive archive) {
    List<HabitMatching.Match> matches = new HabitMatching(edit.book(), archive).matches();
    Set<UUID> toReevaluate = new HashSet<>();
    for (int i = 0; i < matches.size(); i++) {
      HabitMatching.Match match = matches.get(i);
      Archive.Habit source = archive.habits().get(i);
      HabitDefinition definition = new HabitDefinition(archive, source, ImportedDays.of(edit));
      if (match.how() == HabitMatching.MatchKind.BY_KEY) {
        edit.habit(match.id())
            .filter(habit -> !definition.retargeted(habit).equals(habit))
            .ifPresent(habit -> toReevaluate.add(habit.id()));
      }
    }
    return toReevaluate;
  }

  /// Imports everything and reports the result.
  ///
  /// @param dryRun whether the edit will be discarded; the report states it
  ImportReport report(boolean dryRun) {
    List<ImportReport.HabitLine> lines = new ArrayList<>();
    for (int index = 0; index < archive.habits().size(); index++) {
      importHabit(archive.habits().get(index), index).ifPresent(lines::add);
    }
    archive.pauses().forEach(this::importHabit);
    compareStreaks(lines);
    RecordTally tally = archive.tally();
    long notCheckIns = tally.notCheckIns().values().stream().mapToLong(Long::longValue).sum();
    return new ImportReport(
        archive.source().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        dryRun,
        lines,
        new ImportReport.Records(
            tally.total(),
            taken,
            alreadyThere,
            tally.repeated(),
            notCheckIns,
            tally.refused() + refusedByImport),
        archive.repeated(),
        List.copyOf(refused),
        List.copyOf(notes));
  }

  /// Adds a sentence to the report.
  void note(String sentence) {
    if (notes.size() < Archive.LISTED_AT_MOST) {
      notes.add(sentence);
    }
  }

  private Optional<ImportReport.HabitLine> importHabit(Archive.Habit source, int index) {
    HabitMatching.Match match = matches.get(index);
    UUID id = match.id();
    boolean added = edit.habit(id).isEmpty();
    if (added && edit.habitCount() >= Habits.MAX_HABITS) {
      refuse(
          source.title(),
          source.key(),
          "you already have %d habits, the maximum".formatted(Habits.MAX_HABITS));
      refusedByImport += source.entries().size();
      return Optional.empty();
    }
    HabitDefinition definition = new HabitDefinition(archive, source, days);
    if (added) {
      edit.add(habit(source, definition, id, index));
    } else {
      widen(edit.habit(id).orElseThrow(), match, definition);
    }
    ids.put(source.key(), id);
    noteMatch(source, match);
    return Optional.of(importDays(source, edit.habit(id).orElseThrow(), added));
  }

  /// Extends an existing habit to include the days of the source.
  private void widen(Habit existing, HabitMatching.Match match, HabitDefinition definition) {
    Optional<LocalDate> firstRecorded =
        edit.book().page(existing.id()).flatMap(page -> page.ledger().first());
    Habit habit = definition.widened(existing, firstRecorded);
    if (match.how() == HabitMatching.MatchKind.BY_KEY) {
      habit = definition.retargeted(habit);
    }
    if (habit.equals(existing)) {
      return;
    }
    edit.redefine(habit, histories.getOrDefault(existing.id(), List.of()));
    noteMoved(existing, "first day", existing.start(), habit.start());
    noteMoved(existing, "last day", existing.end(), habit.end());
    if (habit.target() != existing.target()) {
      note(
          "The target of “%s” is now %s instead of %s, because the file has amounts as low as that."
              .formatted(existing.title(), habit.target(), existing.target()));
    }
  }

  private void noteMoved(Habit habit, String end, LocalDate before, LocalDate after) {
    if (!Objects.equals(before, after)) {
      note(
          "The %s of “%s” moved from %s to %s to include the days of this file."
              .formatted(end, habit.title(), before, after == null ? "open" : after.toString()));
    }
  }

  private void noteMatch(Archive.Habit source, HabitMatching.Match match) {
    switch (match.how()) {
      case BY_NAME_AND_DAYS ->
          note(
              "“%s” was recognised by its name and its days as a habit of an earlier import."
                  .formatted(title(source)));
      case NEW_BESIDE_NAMESAKE ->
          note(
              "You already have a habit “%s” with other days. The habit of this file was added as another one; if both are the same, remove one."
                  .formatted(title(source)));
      case BY_KEY, NEW -> {
        // Nothing beyond the other parts of the report.
      }
    }
  }

  private ImportReport.HabitLine importDays(Archive.Habit source, Habit habit, boolean added) {
    int recorded = 0;
    int existing = 0;
    for (Archive.Entry entry : source.entries()) {
      if (edit.isRecorded(habit.id(), entry.day())) {
        existing++;
        continue;
      }
      Optional<String> reason = days.problemOf(entry, habit);
      if (reason.isPresent()) {
        refuse(source.title() + " " + entry.day(), String.valueOf(entry.amount()), reason.get());
        refusedByImport++;
      } else {
        edit.record(checkIn(habit, entry));
        recorded++;
      }
    }
    taken += recorded;
    alreadyThere += existing;
    return new ImportReport.HabitLine(
        habit.id(),
        habit.title(),
        ScheduleJson.write(habit.schedule()),
        added,
        recorded,
        existing,
        null);
  }

  /// @param index index in the source; habits keep its order through their creation times
  private Habit habit(Archive.Habit source, HabitDefinition definition, UUID id, int index) {
    Instant createdAt =
        Optional.ofNullable(source.createdAt())
            .orElseGet(() -> now.minusMillis(archive.habits().size() - index));
    return new Habit(
        id,
        noted(ImportedText.title(source.title()), source),
        noted(ImportedText.note(source.note()), source),
        source.kind(),
        noted(ImportedText.word(source.unit()), source),
        Math.min(source.target(), Amounts.LARGEST),
        source.unlogged(),
        source.color(),
        noted(ImportedText.word(source.icon()), source),
        definition.start(),
        definition.end(),
        source.archived(),
        source.schedule(),
        1,
        createdAt);
  }

  private CheckIn checkIn(Habit habit, Archive.Entry entry) {
    Archive.Stamp stamp = days.stamp(entry);
    CheckIn checkIn =
        new CheckIn(
            habit.id(),
            entry.day(),
            entry.amount(),
            noted(ImportedText.note(entry.note()), habit.title() + " " + entry.day()),
            entry.skipped(),
            stamp.at(),
            stamp.zone().getId(),
            stamp.dayStart());
    return entry.noteAlone() ? checkIn.onlyNote() : checkIn;
  }

  private void importHabit(Archive.Pause source) {
    UUID id = UUID.fromString(source.id());
    UUID habitId = source.habit() == null ? null : ids.get(source.habit());
    boolean existing = edit.pauses().stream().anyMatch(pause -> pause.id().equals(id));
    if (existing || (habitId == null && source.habit() != null)) {
      return;
    }
    if (edit.pauses().size() >= Habits.MAX_PAUSES) {
      refuse("pauses", source.toString(), "you already have the maximum number of pauses");
      return;
    }
    edit.pause(new Pause(id, habitId, new DateRange(source.from(), source.to())));
  }

  /// The title that a habit of the source gets.
  static String title(Archive.Habit source) {
    return ImportedText.title(source.title()).text();
  }

  private String noted(ImportedText text, Archive.Habit of) {
    return noted(text, title(of));
  }

  /// Returns the text, and adds a note to the report where it differs from the source.
  private String noted(ImportedText text, String of) {
    if (text.changed()) {
      note(
          "Characters that are not allowed, such as control characters, were removed from a text of “%s”."
              .formatted(of));
    }
    if (text.shortened()) {
      note(
          "A text of “%s” was longer than %d characters and was cut."
              .formatted(of, text.maxLength()));
    }
    return text.text();
  }

  private void refuse(String where, String what, String reason) {
    if (refused.size() < Archive.LISTED_AT_MOST) {
      refused.add(new RefusedLine(where, what, reason));
    }
  }

  /// Streaks are compared after all days and pauses are imported.
  private void compareStreaks(List<ImportReport.HabitLine> lines) {
    Map<UUID, Archive.Habit> sources = new HashMap<>();
    archive.habits().forEach(source -> sources.put(ids.get(source.key()), source));
    lines.replaceAll(
        line ->
            sources
                .get(line.id())
                .streaks()
                .map(theirs -> compared(line, sources.get(line.id()), theirs))
                .orElse(line));
  }

  private ImportReport.HabitLine compared(
      ImportReport.HabitLine line, Archive.Habit source, List<Archive.Streak> theirs) {
    Set<LocalDate> met = new HashSet<>();
    source.entries().stream()
        .filter(entry -> !entry.skipped() && entry.amount() >= source.target())
        .forEach(entry -> met.add(entry.day()));
    List<Run> ours = edit.runs(line.id());
    return new ImportReport.HabitLine(
        line.id(),
        line.title(),
        line.schedule(),
        line.added(),
        line.taken(),
        line.alreadyThere(),
        StreakDifferences.compare(source.schedule(), met, theirs, ours));
  }
}
