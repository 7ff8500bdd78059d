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
import com.upcoach.session.KnownSessions;
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

/// Puts the graph together.
@Singleton
final class GraphWiring {

  private static final int MOST_TO_READ = 256;

  /// At the start: a graph that does not fit together is never served.
  @Produces
  @Singleton
  @Startup
  GraphService graph(
      @All List<GraphFeature> features,
      Settings settings,
      Clock clock,
      MemberResponseCache answers,
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
        memberId -> answers.state(memberId) + ofSessions(changes, memberId),
        failures,
        network);
  }

  /// Who has ended a session does not share what was read before.
  private static long ofSessions(InvalidationBus changes, UUID memberId) {
    return changes.generations().of(List.of(KnownSessions.tag(memberId)));
  }

  /// One thread: reading is work for the processor alone, and there is little of it to do.
  @Produces
  @Singleton
  DocumentReader reader() {
    ThreadPoolExecutor thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MOST_TO_READ),
            Thread.ofPlatform().daemon().name("documents").factory());
    return new DocumentReader(thread);
  }

  @Produces
  @Singleton
  QueryCostCharge toll(RateLimits limits, ClientIdentity clients, CurrentVertxRequest current) {
    return requests -> {
      if (!limits.isOn()) {
        return Optional.empty();
      }
      int charged = (int) Math.min(requests, limits.burst());
      RateLimits.Taken taken = limits.take(clients.of(current.getCurrent()), charged);
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
  ResponseRecorder made(CurrentVertxRequest current) {
    return new ResponseRecorder() {
      @Override
      public <T> Optional<Uni<T>> by(Function<GraphContext.Shown, Uni<T>> making) {
        RoutingContext request = current.getCurrent();
        return LoadTicket.of(request).map(ticket -> making.apply(new Noted(request, ticket)));
      }

      @Override
      public void isNotToKeep() {
        LoadTicket.abandon(current.getCurrent());
      }
    };
  }

  /// Has an answer go when what it shows of others changes.
  private record Noted(RoutingContext request, Ticket ticket) implements GraphContext.Shown {
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
    public void changesUntold() {
      LoadTicket.abandon(request);
    }

    @Override
    public boolean matters() {
      return true;
    }
  }
}
