package com.upcoach.batch;

import com.upcoach.access.Caller;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.MemberResponseCache;
import com.upcoach.coalesce.cache.CachedResponse;
import com.upcoach.coalesce.cache.ContentEncoding;
import com.upcoach.coalesce.cache.ResponseCache;
import com.upcoach.coalesce.cache.Ticket;
import com.upcoach.http.FailureProblems;
import com.upcoach.http.JsonResponseWriter;
import com.upcoach.http.ParameterFilter;
import com.upcoach.http.SelectableFields;
import com.upcoach.json.Selection;
import com.upcoach.paging.PageLinks;
import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.ratelimit.RateLimits;
import com.upcoach.route.RequestTarget;
import com.upcoach.session.SessionFilter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads the parts of a batch, each as if it had been asked for alone: with its own rule of
/// access, its own parameters, the answers that are kept, and a problem of its own where it
/// fails.
@Singleton
final class BatchReader {

  private static final int OK = 200;
  private static final int NOT_MODIFIED = 304;
  private static final int NOT_FOUND = 404;

  private final ReadRoutes routes;
  private final MemberResponseCache answers;
  private final RateLimits limits;
  private final SelectableFields selectable;
  private final JsonResponseWriter bytes;
  private final Vertx vertx;

  BatchReader(
      ReadRoutes routes,
      MemberResponseCache answers,
      RateLimits limits,
      SelectableFields selectable,
      JsonResponseWriter bytes,
      Vertx vertx) {
    this.routes = routes;
    this.answers = answers;
    this.limits = limits;
    this.selectable = selectable;
    this.bytes = bytes;
    this.vertx = vertx;
  }

  /// What a part is answered.
  ///
  /// @param etag null where the body has no tag
  /// @param body null where the client has it
  @SuppressWarnings("ArrayRecordComponent") // the bytes are those that are sent
  record PartAnswer(int status, String etag, byte[] body) {}

  /// Reads a part; what it needs of the present request is taken before this returns. Never
  /// fails.
  Uni<PartAnswer> read(BatchPart part, Caller caller) {
    RateLimits.Taken taken = limits.take(new RateLimits.Client.Member(caller.memberId()), 1);
    if (!taken.granted()) {
      return refused(
          Problem.of(
              ProblemKind.TOO_MANY_REQUESTS,
              "Each part counts as one request, and there are no more for now."));
    }
    Optional<String> fault = RequestTarget.fault(part.target());
    if (fault.isPresent()) {
      return refused(
          Problem.of(
              ProblemKind.MALFORMED_REQUEST,
              "The request target of this part %s.".formatted(fault.get())));
    }
    Optional<ReadRoutes.ReadRoute> route = routes.of(part.path());
    if (route.isEmpty()) {
      return refused(
          Problem.of(
              ProblemKind.NOT_FOUND,
              "A batch reads what a GET under /v1 answers in JSON; this is no such" + " path."));
    }
    try {
      Map<String, List<String>> parameters = part.parameters();
      return SessionFilter.refusal(caller, route.get().rule())
          .or(() -> ParameterFilter.refusal(parameters, route.get().parameters()))
          .map(this::refused)
          .orElseGet(() -> called(part, caller, making(part, route.get(), parameters)));
    } catch (InvalidRequest wrong) {
      return refused(wrong.problem());
    }
  }

  private Making making(
      BatchPart part, ReadRoutes.ReadRoute route, Map<String, List<String>> parameters) {
    Selection wanted = selectable.wanted(route.template(), parameters.get(Selection.PARAMETER));
    return new Making(route.call(part.path(), parameters), wanted);
  }

  /// How the answer to a part is made, where it is not there.
  private record Making(Uni<Response> method, Selection wanted) {}

  private Uni<PartAnswer> refused(Problem problem) {
    return Uni.createFrom().item(answer(problem));
  }

  /// The problem as a part is answered with it.
  PartAnswer answer(Problem problem) {
    return new PartAnswer(problem.kind().status(), null, bytes.of(problem.wire(), Selection.WHOLE));
  }

  /// The method has taken what it needs of the request. Its statements are not begun before
  /// somebody asks for the answer, and nobody waits for an answer that is not asked for.
  private Uni<PartAnswer> called(BatchPart part, Caller caller, Making making) {
    return Uni.createFrom().deferred(() -> found(part, caller, making));
  }

  /// The answer that is kept, or being made, or else the one that the method makes.
  private Uni<PartAnswer> found(BatchPart part, Caller caller, Making making) {
    Optional<ResponseCache.Found> found =
        CachePolicy.of(part.path())
            .filter(policy -> answers.takes(policy, caller.memberId()))
            .flatMap(policy -> answers.find(policy, caller, part.path(), part.query()));
    if (found.isEmpty()) {
      return made(part, making, kept -> {});
    }
    return switch (found.get()) {
      case ResponseCache.Hit hit -> Uni.createFrom().item(given(part, hit.response()));
      case ResponseCache.Follow follow ->
          here(follow.response()).flatMap(there -> or(part, there, making, kept -> {}));
      case ResponseCache.Lead lead -> {
        Ticket ticket = lead.ticket();
        yield here(ticket.fromSharedCache())
            .flatMap(there -> or(part, there, making, ticket::store))
            // However it ends: others wait for it.
            .onTermination()
            .invoke(ticket::abandon);
      }
    };
  }

  private Uni<PartAnswer> or(
      BatchPart part,
      Optional<CachedResponse> there,
      Making making,
      Consumer<CachedResponse> keeping) {
    return there.isPresent()
        ? Uni.createFrom().item(given(part, there.get()))
        : made(part, making, keeping);
  }

  /// What another event loop may complete, on this one.
  private <T> Uni<T> here(Future<T> future) {
    if (future.isComplete()) {
      return Uni.createFrom().item(future.result());
    }
    Context own = vertx.getOrCreateContext();
    return Uni.createFrom()
        .emitter(
            emitter ->
                future.onComplete(
                    ended -> own.runOnContext(now -> emitter.complete(ended.result()))));
  }

  private Uni<PartAnswer> made(BatchPart part, Making making, Consumer<CachedResponse> keeping) {
    return making
        .method()
        .onFailure()
        .recoverWithItem(FailureProblems::of)
        .map(
            response -> {
              boolean isOk = response.getStatus() == OK;
              byte[] body =
                  bytes.of(response.getEntity(), isOk ? making.wanted() : Selection.WHOLE);
              if (!isOk && response.getStatus() != NOT_FOUND) {
                return new PartAnswer(response.getStatus(), null, body);
              }
              CachedResponse answer =
                  isOk
                      ? new CachedResponse(
                          body,
                          PageLinks.written(
                              response.getHeaders().getFirst(PageLinks.HEADER),
                              part.path(),
                              part.query()))
                      : CachedResponse.absent(body);
              keeping.accept(answer);
              return given(part, answer);
            });
  }

  private static PartAnswer given(BatchPart part, CachedResponse answer) {
    CachedResponse.Body body = answer.body(ContentEncoding.IDENTITY);
    if (answer.isAbsent()) {
      return new PartAnswer(NOT_FOUND, null, body.bytes());
    }
    return part.ifNoneMatch().filter(answer::matchesIfNoneMatch).isPresent()
        ? new PartAnswer(NOT_MODIFIED, body.entityTag(), null)
        : new PartAnswer(OK, body.entityTag(), body.bytes());
  }
}
