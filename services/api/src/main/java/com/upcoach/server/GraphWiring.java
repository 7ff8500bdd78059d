package com.upcoach.server;

import com.upcoach.cache.LoadTicket;
import com.upcoach.cache.MemberResponseCache;
import com.upcoach.coalesce.cache.Ticket;
import com.upcoach.coalesce.nodes.InvalidationBus;
import com.upcoach.graph.GraphContext;
import com.upcoach.graph.GraphFeature;
import com.upcoach.graphql.DocumentReader;
import com.upcoach.graphql.GraphService;
import com.upcoach.graphql.QueryCostCharge;
import com.upcoach.graphql.ResponseRecorder;
import com.upcoach.http.ClientIdentity;
import com.upcoach.problem.FailureMapper;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.ratelimit.ClientNetwork;
import com.upcoach.ratelimit.RateLimits;
import com.upcoach.session.SessionCache;
import com.upcoach.settings.Settings;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Produces the GraphQL service and its dependencies.
@Singleton
final class GraphWiring {

  private static final int MAX_QUEUED_DOCUMENTS = 256;

  /// Builds the schema at startup, so that an inconsistent schema stops the start.
  @Produces
  @Singleton
  @Startup
  GraphService graph(
      @All List<GraphFeature> features,
      Settings settings,
      Clock clock,
      MemberResponseCache cache,
      InvalidationBus changes,
      FailureMapper failures,
      ClientNetwork network) {
    return new GraphService(
        features,
        new GraphService.Rules(
            settings.graphCostLimit(),
            settings.onlyPersistedOperations(),
            settings.openIntrospection()),
        clock,
        memberId -> cache.state(memberId) + sessionGeneration(changes, memberId),
        failures,
        network);
  }

  /// The generation of the member's sessions: requests before and after the end of a session do not
  /// share reads.
  private static long sessionGeneration(InvalidationBus changes, UUID memberId) {
    return changes.generations().of(List.of(SessionCache.tag(memberId)));
  }

  /// The reader of GraphQL documents, with one thread: parsing is CPU-bound and rare.
  @Produces
  @Singleton
  DocumentReader reader() {
    ThreadPoolExecutor thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_QUEUED_DOCUMENTS),
            Thread.ofPlatform().daemon().name("documents").factory());
    return new DocumentReader(thread);
  }

  @Produces
  @Singleton
  QueryCostCharge queryCost(
      RateLimits limits, ClientIdentity clients, CurrentVertxRequest current) {
    return requests -> {
      if (!limits.isEnabled()) {
        return Optional.empty();
      }
      int charged = (int) Math.min(requests, limits.burst());
      RateLimits.Decision taken = limits.take(clients.of(current.getCurrent()), charged);
      return taken.granted()
          ? Optional.empty()
          : Optional.of(
              Problem.of(
                  ProblemKind.TOO_MANY_REQUESTS,
                  "Nothing was done: the operation costs as much as %d requests; send it again in %d seconds."
                      .formatted(charged, taken.retryAfter().toSeconds() + 1)));
    };
  }

  @Produces
  @Singleton
  ResponseRecorder responseRecorder(CurrentVertxRequest current) {
    return new ResponseRecorder() {
      @Override
      public <T> Optional<Uni<T>> record(Function<GraphContext.Dependencies, Uni<T>> load) {
        RoutingContext request = current.getCurrent();
        return LoadTicket.of(request).map(ticket -> load.apply(new ResponseTags(request, ticket)));
      }

      @Override
      public void discard() {
        LoadTicket.abandon(current.getCurrent());
      }
    };
  }

  /// Tags the response in flight with the members and groups that it shows, so that their changes
  /// invalidate it.
  private record ResponseTags(RoutingContext request, Ticket ticket)
      implements GraphContext.Dependencies {
    @Override
    public void member(UUID memberId) {
      ticket.addDependency(MemberResponseCache.tag(memberId));
      ticket.addDependency(MemberResponseCache.recordTag(memberId));
    }

    @Override
    public void group(UUID groupId) {
      ticket.addDependency(MemberResponseCache.groupTag(groupId));
    }

    @Override
    public void notCacheable() {
      LoadTicket.abandon(request);
    }

    @Override
    public boolean isRecording() {
      return true;
    }
  }
}
