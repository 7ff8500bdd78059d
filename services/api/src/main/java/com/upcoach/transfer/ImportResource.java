package com.upcoach.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.access.Access;
import com.upcoach.access.CurrentCaller;
import com.upcoach.archive.DateOrder;
import com.upcoach.idempotency.IdempotencyKey;
import com.upcoach.idempotency.IdempotentRequests;
import com.upcoach.input.Parameters;
import com.upcoach.json.Responses;
import com.upcoach.json.Selection;
import com.upcoach.outcome.Outcome;
import com.upcoach.outcome.Refusal;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.route.BodyLimit;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/// REST endpoints of imports and exports.
@Path("/v1")
@Produces("application/json")
public class ImportResource {

  private static final Logger LOG = Logger.getLogger(ImportResource.class);

  /// Only one import at a time holds a whole history in memory; the others queue.
  private static final Semaphore PERMIT = new Semaphore(1);

  private final Imports imports;
  private final Exports exports;
  private final CurrentCaller caller;
  private final Responses responses;
  private final IdempotentRequests idempotentRequests;
  private final UploadFolder uploads;
  private final ObjectMapper json;
  private final Executor blocking = task -> Thread.ofVirtual().name("import").start(task);

  public ImportResource(
      Imports imports,
      Exports exports,
      CurrentCaller caller,
      Responses responses,
      IdempotentRequests idempotentRequests,
      UploadFolder uploads,
      ObjectMapper json) {
    this.imports = imports;
    this.exports = exports;
    this.caller = caller;
    this.responses = responses;
    this.idempotentRequests = idempotentRequests;
    this.uploads = uploads;
    this.json = json;
  }

  /// Accepts a file and responds immediately; the client polls for the result.
  @POST
  @Path("/imports")
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Access(Access.Rule.OWN)
  @BodyLimit(BodyLimit.Size.IMPORT)
  public Uni<Response> begin(
      @Context HttpServerRequest request,
      @QueryParam("dryRun") String dryRun,
      @QueryParam("dateOrder") String dateOrder,
      @Context HttpHeaders headers) {
    ImportChoices choices = choices(dryRun, dateOrder);
    Optional<String> key = IdempotencyKey.of(headers);
    UUID memberId = caller.get().memberId();
    return uploads.receive(request).flatMap(file -> begin(memberId, key, file, choices));
  }

  private Uni<Response> begin(
      UUID memberId, Optional<String> key, UploadedFile file, ImportChoices choices) {
    java.nio.file.Path uploaded = file.content();
    String name = file.name();
    AtomicBoolean owned = new AtomicBoolean();
    return digest(key, uploaded)
        .flatMap(
            digest ->
                idempotentRequests.once(
                    key,
                    memberId,
                    "POST /v1/imports " + choices + " " + name,
                    digest,
                    reserved -> begin(memberId, reserved.id(), uploaded, name, choices, owned)))
        .onTermination()
        .invoke(
            () -> {
              if (!owned.get()) {
                UploadFolder.discard(uploaded);
              }
            });
  }

  private static ImportChoices choices(String dryRun, String dateOrder) {
    return new ImportChoices(
        Parameters.flag("dryRun", dryRun),
        Parameters.optionalWord(
            "dateOrder", dateOrder, List.of(DateOrder.values()), DateOrder::word));
  }

  /// Begins the import unless a request whose response was lost has begun it before.
  ///
  /// @param owned set once the import owns the file
  private Uni<Response> begin(
      UUID memberId,
      UUID importId,
      java.nio.file.Path file,
      String name,
      ImportChoices choices,
      AtomicBoolean owned) {
    return imports
        .begin(memberId, importId)
        .invoke(
            started -> {
              if (started.isNew()) {
                owned.set(true);
                blocking.execute(() -> run(memberId, importId, file, name, choices));
              }
            })
        .map(
            started ->
                Response.status(202)
                    .header("Location", "/v1/imports/" + importId)
                    .entity(ProgressJson.of(started.progress()))
                    .build());
  }

  /// Digest of the file's content, where it may have to be compared with another file's
  /// (idempotency).
  private Uni<byte[]> digest(Optional<String> key, java.nio.file.Path file) {
    return key.isEmpty()
        ? Uni.createFrom().item(new byte[0])
        : Uni.createFrom().item(() -> digest(file)).runSubscriptionOn(blocking);
  }

  private static byte[] digest(java.nio.file.Path file) {
    try (InputStream content = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      content.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      return digest.digest();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("the upload cannot be read", unreadable);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  @GET
  @Path("/imports/{id}")
  @Access(Access.Rule.OWN)
  public Uni<Response> progress(
      @PathParam("id") String id, @QueryParam(Selection.PARAMETER) String fields) {
    return imports
        .find(caller.get().memberId(), Parameters.id(id))
        .map(
            found ->
                found
                    .map(progress -> Response.ok(ProgressJson.of(progress)).build())
                    .orElseGet(
                        () ->
                            Responses.response(
                                Problem.of(
                                    ProblemKind.NOT_FOUND, "You have no such" + " import."))));
  }

  /// Exports all of the member's data as one zip.
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
                    .header("Content-Disposition", "attachment; filename=\"upcoach-export.zip\"")
                    .build());
  }

  private void run(
      UUID memberId, UUID importId, java.nio.file.Path file, String name, ImportChoices choices) {
    PERMIT.acquireUninterruptibly();
    try {
      end(memberId, importId, imports.importFile(memberId, file, name, choices));
    } catch (RuntimeException failure) {
      LOG.error("An import failed", failure);
      JsonNode problem =
          problem(Problem.of(ProblemKind.INTERNAL, "The import failed; nothing was imported."));
      imports
          .end(memberId, importId, Imports.State.REFUSED, problem)
          .onFailure()
          .invoke(failed -> LOG.error("The result of an import could not be stored", failed))
          .subscribe()
          .with(done -> LOG.debugf("Import %s ended", importId), failed -> {});
    } finally {
      PERMIT.release();
      UploadFolder.discard(file);
    }
  }

  private void end(UUID memberId, UUID importId, Outcome<ImportReport> outcome) {
    Uni<Imports.Progress> uploaded =
        switch (outcome) {
          case Outcome.Done<ImportReport>(ImportReport report) ->
              imports.end(memberId, importId, Imports.State.DONE, imports.json(report));
          case Outcome.Refused<ImportReport>(Refusal refusal) ->
              imports.end(
                  memberId, importId, Imports.State.REFUSED, problem(responses.problem(refusal)));
        };
    uploaded.await().indefinitely();
  }

  private JsonNode problem(Problem problem) {
    return json.valueToTree(problem.json());
  }

  /// @param report an import report, or the problem where it was refused; null while the import
  ///     runs
  record ProgressJson(UUID id, String state, JsonNode report) {
    static ProgressJson of(Imports.Progress progress) {
      return new ProgressJson(
          progress.id(), progress.state().name().toLowerCase(Locale.ROOT), progress.report());
    }
  }
}
