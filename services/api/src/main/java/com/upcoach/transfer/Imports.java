package com.upcoach.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.archive.Archive;
import com.upcoach.archive.FileRefusal;
import com.upcoach.archive.ImportFile;
import com.upcoach.archive.ImportOptions;
import com.upcoach.book.BookEdit;
import com.upcoach.book.Books;
import com.upcoach.book.CheckIn;
import com.upcoach.book.MemberGoneException;
import com.upcoach.book.RecordedDays;
import com.upcoach.database.Queries;
import com.upcoach.member.Members;
import com.upcoach.outcome.Outcome;
import com.upcoach.outcome.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/// Use cases of imports.
///
/// A file is first read as a whole and then imported in one write: all of it or nothing.
@Singleton
public final class Imports {

  private final ImportFile files;
  private final Books books;
  private final Members members;
  private final ImportStore store;
  private final ObjectMapper json;
  private final Clock clock;

  public Imports(
      ImportFile files,
      Queries queries,
      Books books,
      Members members,
      ObjectMapper json,
      Clock clock) {
    this.files = files;
    this.books = books;
    this.members = members;
    this.store = new ImportStore(queries, json);
    this.json = json;
    this.clock = clock;
  }

  /// Progress of an import.
  ///
  /// @param report the import report, or the problem; null while the import runs
  public record Progress(UUID id, State state, JsonNode report) {}

  /// The states of an import.
  public enum State {
    RUNNING,
    DONE,
    REFUSED
  }

  /// Result of beginning an import.
  ///
  /// @param isNew whether it begins now; false where it was begun before
  public record Started(Progress progress, boolean isNew) {}

  /// Records the beginning of an import, unless an import with its id exists.
  public Uni<Started> begin(UUID memberId, UUID importId) {
    Progress running = new Progress(importId, State.RUNNING, null);
    return store
        .add(memberId, running, clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .flatMap(
            isNew ->
                isNew
                    ? Uni.createFrom().item(new Started(running, true))
                    : find(memberId, importId)
                        .map(existing -> new Started(existing.orElse(running), false)));
  }

  /// Stores the result of an import that had begun.
  ///
  /// @param report shown to the member
  public Uni<Progress> end(UUID memberId, UUID importId, State state, JsonNode report) {
    Progress ended = new Progress(importId, state, report);
    return store.change(memberId, ended).replaceWith(ended);
  }

  public Uni<Optional<Progress>> find(UUID memberId, UUID importId) {
    return store.find(memberId, importId);
  }

  /// Reads and imports a file or folder, or only reports what that would do. Blocks while reading,
  /// so it must not run on an event loop.
  ///
  /// @param fileName as the member knows it, for messages
  public Outcome<ImportReport> importFile(
      UUID memberId, Path file, String fileName, ImportChoices choices) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    ImportOptions options = new ImportOptions(choices.dateOrder(), today);
    return switch (files.read(file, fileName, options)) {
      case Outcome.Done<Archive>(Archive archive) -> importFile(memberId, archive, choices);
      case Outcome.Refused<Archive>(Refusal refusal) -> Outcome.refused(refusal);
    };
  }

  private Outcome<ImportReport> importFile(UUID memberId, Archive archive, ImportChoices choices) {
    Function<BookEdit, Uni<Outcome<ImportReport>>> work =
        edit -> importWithin(memberId, edit, archive, choices.dryRun());
    Uni<Outcome<ImportReport>> outcome =
        choices.dryRun()
            ? books.preview(memberId, work)
            : books
                .changeReading(memberId, work)
                .onTermination()
                .call(() -> members.announceChange(memberId));
    return outcome.await().indefinitely();
  }

  private Uni<Outcome<ImportReport>> importWithin(
      UUID memberId, BookEdit edit, Archive archive, boolean dryRun) {
    return members
        .find(memberId)
        .map(found -> found.orElseThrow(MemberGoneException::new))
        .flatMap(
            member -> {
              var profile = ProfileRestoring.decide(archive, member, edit.book());
              profile.change().ifPresent(change -> members.changeWithin(edit, member, change));
              return histories(memberId, ArchiveImporter.toReevaluate(edit, archive))
                  .map(
                      histories ->
                          importWithin(
                              new ArchiveImporter(edit, archive, histories), profile, dryRun));
            });
  }

  private static Outcome<ImportReport> importWithin(
      ArchiveImporter importer, ProfileRestoring.Decision profile, boolean dryRun) {
    profile.note().ifPresent(importer::note);
    ImportReport report = importer.report(dryRun);
    return report.hasNothing() && profile.change().isEmpty()
        ? Outcome.refused(
            new FileRefusal.NothingImported(report.records().total(), report.refused()))
        : Outcome.done(report);
  }

  private Uni<Map<UUID, List<CheckIn>>> histories(UUID memberId, Set<UUID> habitIds) {
    List<UUID> inOrder = List.copyOf(habitIds);
    if (inOrder.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return books
        .histories(inOrder.stream().map(id -> RecordedDays.all(memberId, id)).toList())
        .map(
            histories -> {
              Map<UUID, List<CheckIn>> byHabit = new HashMap<>();
              for (int i = 0; i < inOrder.size(); i++) {
                byHabit.put(inOrder.get(i), histories.get(i));
              }
              return byHabit;
            });
  }

  /// Converts the report to the form in which it is stored and sent.
  public JsonNode json(ImportReport report) {
    return json.valueToTree(report);
  }

  /// Marks imports that were running when the server ended as refused. Nothing of them was written.
  ///
  /// @param problem shown to their members
  /// @return number of these imports
  public Uni<Integer> refuseInterrupted(JsonNode problem) {
    return store.refuseRunning(problem);
  }
}
