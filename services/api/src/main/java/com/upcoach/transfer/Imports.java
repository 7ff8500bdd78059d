package com.upcoach.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.archive.Archive;
import com.upcoach.archive.ImportFile;
import com.upcoach.book.Books;
import com.upcoach.outcome.Outcome;
import com.upcoach.outcome.Refusal;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/// The door to imports.
///
/// A file is read first and then taken over in one write: it is all there, or nothing of it is.
public final class Imports {

    private final ImportFile files;
    private final Books books;
    private final ImportStore store;
    private final ObjectMapper json;
    private final Clock clock;

    public Imports(
            ImportFile files, Books books, ImportStore store, ObjectMapper json, Clock clock) {
        this.files = files;
        this.books = books;
        this.store = store;
        this.json = json;
        this.clock = clock;
    }

    /// How far an import is.
    ///
    /// @param report what was taken and what was not, or the problem; null while it runs
    public record Progress(UUID id, State state, JsonNode report) {}

    /// The states of an import.
    public enum State {
        RUNNING,
        DONE,
        REFUSED
    }

    /// How far an import is that was to begin.
    ///
    /// @param isNew whether it begins now; false where it was begun before
    public record Begun(Progress progress, boolean isNew) {}

    /// Notes that an import begins, unless there is one with its id.
    public Uni<Begun> begin(UUID memberId, UUID importId) {
        Progress running = new Progress(importId, State.RUNNING, null);
        return store.add(memberId, running, clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .flatMap(
                        isNew ->
                                isNew
                                        ? Uni.createFrom().item(new Begun(running, true))
                                        : find(memberId, importId)
                                                .map(
                                                        there ->
                                                                new Begun(
                                                                        there.orElse(running),
                                                                        false)));
    }

    /// Keeps what came of an import that had begun.
    ///
    /// @param report what is told to the member
    public Uni<Progress> end(UUID memberId, UUID importId, State state, JsonNode report) {
        Progress ended = new Progress(importId, state, report);
        return store.change(memberId, ended).replaceWith(ended);
    }

    public Uni<Optional<Progress>> find(UUID memberId, UUID importId) {
        return store.find(memberId, importId);
    }

    /// Reads a file or folder and takes it over. Blocks while reading, so not for an event loop.
    ///
    /// @param fileName as the member knows it, for messages
    public Outcome<ImportReport> take(UUID memberId, Path file, String fileName) {
        return switch (files.read(file, fileName)) {
            case Outcome.Done<Archive>(Archive archive) ->
                    books.change(memberId, edit -> Outcome.done(new Taking(edit, archive).report()))
                            .await()
                            .indefinitely();
            case Outcome.Refused<Archive>(Refusal refusal) -> Outcome.refused(refusal);
        };
    }

    /// The report as it is kept and sent.
    public JsonNode json(ImportReport report) {
        return json.valueToTree(report);
    }

    /// Refuses imports that were running when the server ended. Nothing of them was written.
    ///
    /// @param problem what their members are told
    /// @return how many there were
    public Uni<Integer> refuseInterrupted(JsonNode problem) {
        return store.refuseRunning(problem);
    }
}
