package com.upcoach.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.edge.Access;
import com.upcoach.edge.CurrentCaller;
import com.upcoach.edge.Parameters;
import com.upcoach.edge.Problem;
import com.upcoach.edge.ProblemKind;
import com.upcoach.edge.Replies;
import com.upcoach.edge.UuidV7;
import com.upcoach.outcome.Outcome;
import com.upcoach.outcome.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/// Moving in and out over HTTP.
@Path("/v1")
@Produces("application/json")
public class ImportResource {

    private static final Logger LOG = Logger.getLogger(ImportResource.class);

    /// One import at a time holds a whole history in memory; the rest wait their turn.
    private static final Semaphore TURN = new Semaphore(1);

    private final Imports imports;
    private final Exports exports;
    private final CurrentCaller caller;
    private final Replies replies;
    private final UuidV7 ids;
    private final ObjectMapper json;
    private final Executor blocking = task -> Thread.ofVirtual().name("import").start(task);

    public ImportResource(
            Imports imports,
            Exports exports,
            CurrentCaller caller,
            Replies replies,
            UuidV7 ids,
            ObjectMapper json) {
        this.imports = imports;
        this.exports = exports;
        this.caller = caller;
        this.replies = replies;
        this.ids = ids;
        this.json = json;
    }

    /// Takes a file and answers at once; how it went is to be asked for.
    @POST
    @Path("/imports")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Access(Access.Rule.OWN)
    public Uni<Response> begin(@RestForm("file") FileUpload file) {
        if (file == null) {
            throw Parameters.invalidField("file", "is required, as a part of the form");
        }
        UUID memberId = caller.get().memberId();
        UUID importId = ids.next();
        java.nio.file.Path kept = keep(file);
        String name = file.fileName();
        return imports.begin(memberId, importId)
                .invoke(begun -> blocking.execute(() -> run(memberId, importId, kept, name)))
                .onFailure()
                .invoke(failed -> discard(kept))
                .map(
                        begun ->
                                Response.status(202)
                                        .header("Location", "/v1/imports/" + importId)
                                        .entity(ProgressJson.of(begun))
                                        .build());
    }

    @GET
    @Path("/imports/{id}")
    @Access(Access.Rule.OWN)
    public Uni<Response> progress(@PathParam("id") String id) {
        return imports.find(caller.get().memberId(), Parameters.id(id))
                .map(
                        found ->
                                found.map(one -> Response.ok(ProgressJson.of(one)).build())
                                        .orElseGet(
                                                () ->
                                                        Replies.response(
                                                                Problem.of(
                                                                        ProblemKind.NOT_FOUND,
                                                                        "You have no such"
                                                                                + " import."))));
    }

    /// All that the member has, as one zip.
    @GET
    @Path("/export")
    @Produces("application/zip")
    @Access(Access.Rule.OWN)
    public Uni<Response> export() {
        UUID memberId = caller.get().memberId();
        return Uni.createFrom()
                .item(() -> exports.zip(memberId))
                .runSubscriptionOn(blocking)
                .map(
                        zip ->
                                Response.ok(zip)
                                        .header(
                                                "Content-Disposition",
                                                "attachment; filename=\"upcoach-export.zip\"")
                                        .build());
    }

    /// The upload is gone when the request ends, and the import goes on after that.
    private static java.nio.file.Path keep(FileUpload file) {
        try {
            java.nio.file.Path kept = Files.createTempFile("upcoach-import", null);
            return Files.move(file.uploadedFile(), kept, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException full) {
            throw new UncheckedIOException("the upload cannot be kept", full);
        }
    }

    private static void discard(java.nio.file.Path kept) {
        try {
            Files.deleteIfExists(kept);
        } catch (IOException stays) {
            LOG.warnf("The imported file %s cannot be deleted: %s", kept, stays.getMessage());
        }
    }

    private void run(UUID memberId, UUID importId, java.nio.file.Path file, String name) {
        TURN.acquireUninterruptibly();
        try {
            end(memberId, importId, imports.take(memberId, file, name));
        } catch (RuntimeException failure) {
            LOG.error("An import failed", failure);
            JsonNode problem =
                    problem(
                            Problem.of(
                                    ProblemKind.INTERNAL,
                                    "The import failed; nothing of it was taken over."));
            imports.end(memberId, importId, Imports.State.REFUSED, problem)
                    .onFailure()
                    .invoke(lost -> LOG.error("An import's end cannot be kept", lost))
                    .subscribe()
                    .with(done -> LOG.debugf("Import %s ended", importId), lost -> {});
        } finally {
            TURN.release();
            discard(file);
        }
    }

    private void end(UUID memberId, UUID importId, Outcome<ImportReport> outcome) {
        Uni<Imports.Progress> kept =
                switch (outcome) {
                    case Outcome.Done<ImportReport>(ImportReport report) ->
                            imports.end(
                                    memberId, importId, Imports.State.DONE, imports.json(report));
                    case Outcome.Refused<ImportReport>(Refusal refusal) ->
                            imports.end(
                                    memberId,
                                    importId,
                                    Imports.State.REFUSED,
                                    problem(replies.problem(refusal)));
                };
        kept.await().indefinitely();
    }

    private JsonNode problem(Problem problem) {
        return json.valueToTree(problem.wire());
    }

    /// @param report an import report, or the problem where it was refused; null while it runs
    record ProgressJson(UUID id, String state, JsonNode report) {
        static ProgressJson of(Imports.Progress progress) {
            return new ProgressJson(
                    progress.id(),
                    progress.state().name().toLowerCase(Locale.ROOT),
                    progress.report());
        }
    }
}
