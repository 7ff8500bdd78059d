package com.upcoach.batch;

import com.upcoach.access.Caller;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.MemberResponseCache;
import com.upcoach.coalesce.cache.CachedResponse;
import com.upcoach.coalesce.cache.ResponseCache;
import com.upcoach.coalesce.cache.Ticket;
import com.upcoach.delivery.ConditionalResponse;
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
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads the parts of a batch, each as if it had been requested alone: with its own access rule,
/// parameters, cache, and a problem of its own where it fails.
@Singleton
final class BatchReader {

  private final ReadRoutes routes;
  private final MemberResponseCache cache;
  private final RateLimits limits;
  private final SelectableFields selectable;
  private final JsonResponseWriter writer;
  private final Vertx vertx;

  BatchReader(
      ReadRoutes routes,
      MemberResponseCache cache,
      RateLimits limits,
      SelectableFields selectable,
      JsonResponseWriter writer,
      Vertx vertx) {
    this.routes = routes;
    this.cache = cache;
    this.limits = limits;
    this.selectable = selectable;
    this.writer = writer;
    this.vertx = vertx;
  }

  /// The response to a part.
  ///
  /// @param etag null where the body has no entity tag
  /// @param body null for a 304
  @SuppressWarnings("ArrayRecordComponent") // the bytes are those that are sent
  record PartAnswer(int status, String etag, byte[] body) {}

  /// Reads a part. It takes what it needs of the current request before it returns, and never
  /// fails.
  Uni<PartAnswer> read(BatchPart part, Caller caller) {
    RateLimits.Decision taken = limits.take(new RateLimits.Client.Member(caller.memberId()), 1);
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
    Optional<ReadRoutes.ReadRoute> route = routes.find(part.path());
    if (route.isEmpty()) {
      return refused(
          Problem.of(
              ProblemKind.NOT_FOUND,
              "A batch reads paths under /v1 that return JSON to a GET. This is not one of them."));
    }
    try {
      Map<String, List<String>> parameters = part.parameters();
      return SessionFilter.refusal(caller, route.get().route().access().orElseThrow())
          .or(() -> ParameterFilter.refusal(parameters, route.get().route().queryParameters()))
          .map(this::refused)
          .orElseGet(() -> read(part, caller, route.get(), parameters));
    } catch (InvalidRequest wrong) {
      return refused(wrong.problem());
    }
  }

  /// The method is called now, as it takes what it needs of the current request. Its statements
  /// begin when the response is subscribed to.
  private Uni<PartAnswer> read(
      BatchPart part,
      Caller caller,
      ReadRoutes.ReadRoute read,
      Map<String, List<String>> parameters) {
    Load load = load(part, read, parameters);
    return Uni.createFrom().deferred(() -> find(part, caller, read.route().cached(), load));
  }

  private Load load(
      BatchPart part, ReadRoutes.ReadRoute read, Map<String, List<String>> parameters) {
    Selection selection =
        selectable.wanted(read.route().template(), parameters.get(Selection.PARAMETER));
    return new Load(read.call(part.path(), parameters), selection);
  }

  /// Loads the response to a part that is not cached.
  private record Load(Uni<Response> method, Selection selection) {}

  private Uni<PartAnswer> refused(Problem problem) {
    return Uni.createFrom().item(answer(problem));
  }

  /// A problem as the response to a part.
  PartAnswer answer(Problem problem) {
    return new PartAnswer(
        problem.kind().status(), null, writer.of(problem.json(), Selection.WHOLE));
  }

  /// The cached response of a part, one that is in flight, or else the one that its method loads.
  /// Nothing is looked up before the response is subscribed to.
  private Uni<PartAnswer> find(
      BatchPart part, Caller caller, Optional<CachePolicy> policy, Load load) {
    Optional<ResponseCache.Lookup> found =
        policy
            .filter(present -> cache.takes(present, caller.memberId()))
            .flatMap(present -> cache.find(present, caller, part.path(), part.query()));
    if (found.isEmpty()) {
      return load(part, load, unstored -> {});
    }
    return switch (found.get()) {
      case ResponseCache.Hit hit -> Uni.createFrom().item(answer(part, hit.response()));
      case ResponseCache.Follow follow ->
          onThisLoop(follow.response())
              .flatMap(loaded -> answerOrLoad(part, loaded, load, unstored -> {}));
      case ResponseCache.Lead lead -> {
        Ticket ticket = lead.ticket();
        yield onThisLoop(ticket.fromSharedCache())
            .flatMap(loaded -> answerOrLoad(part, loaded, load, ticket::store))
            // Other requests wait for it, whether this one succeeds, fails or is cancelled.
            .onTermination()
            .invoke(ticket::abandon);
      }
    };
  }

  private Uni<PartAnswer> answerOrLoad(
      BatchPart part, Optional<CachedResponse> loaded, Load load, Consumer<CachedResponse> store) {
    return loaded.isPresent()
        ? Uni.createFrom().item(answer(part, loaded.get()))
        : load(part, load, store);
  }

  /// The result of a future that another event loop may complete, on this event loop.
  private <T> Uni<T> onThisLoop(Future<T> future) {
    if (future.isComplete()) {
      return Uni.createFrom().item(future.result());
    }
    Context own = vertx.getOrCreateContext();
    return UniHelper.toUni(future).emitOn(task -> own.runOnContext(now -> task.run()));
  }

  private Uni<PartAnswer> load(BatchPart part, Load load, Consumer<CachedResponse> store) {
    return load.method()
        .onFailure()
        .recoverWithItem(FailureProblems::of)
        .map(response -> answer(part, response, load.selection(), store));
  }

  private PartAnswer answer(
      BatchPart part, Response response, Selection selection, Consumer<CachedResponse> store) {
    boolean isOk = response.getStatus() == ConditionalResponse.OK;
    byte[] json = writer.of(response.getEntity(), isOk ? selection : Selection.WHOLE);
    if (!isOk && response.getStatus() != ConditionalResponse.NOT_FOUND) {
      return new PartAnswer(response.getStatus(), null, json);
    }
    CachedResponse loaded =
        isOk ? new CachedResponse(json, link(part, response)) : CachedResponse.absent(json);
    store.accept(loaded);
    return answer(part, loaded);
  }

  private static String link(BatchPart part, Response response) {
    return PageLinks.headerText(
        response.getHeaders().getFirst(PageLinks.HEADER), part.path(), part.query());
  }

  private static PartAnswer answer(BatchPart part, CachedResponse response) {
    ConditionalResponse conditional =
        ConditionalResponse.uncached(response, part.ifNoneMatch().orElse(null));
    return new PartAnswer(
        conditional.status(),
        conditional.entityTag(),
        conditional.hasBody() ? conditional.body() : null);
  }
}
