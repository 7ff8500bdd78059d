package com.upcoach.delivery;

import com.upcoach.access.Caller;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.CacheWarmer;
import com.upcoach.cache.MemberResponseCache;
import com.upcoach.coalesce.cache.CachedResponse;
import com.upcoach.coalesce.cache.Prefetch;
import com.upcoach.coalesce.cache.UsageMarker;
import com.upcoach.database.DatabaseAddress;
import com.upcoach.member.Member;
import com.upcoach.member.Members;
import com.upcoach.route.HotRoute;
import com.upcoach.route.Route;
import com.upcoach.route.RouteTable;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Loads responses into the cache for members that have not requested them yet.
///
/// The member is read after the ticket is taken: a change of time zone that is committed by then is
/// seen, and a later one invalidates the response.
@Singleton
public final class CacheWarmerRequests implements CacheWarmer.Loader {

  private static final Logger LOG = Logger.getLogger(CacheWarmerRequests.class);

  /// Responses depend on the member, never on the session.
  private static final UUID NO_SESSION = new UUID(0, 0);

  private final List<HotRoute> routes;
  private final RouteTable table;
  private final MemberResponseCache answers;
  private final Function<UUID, Uni<Optional<Member>>> members;
  private final Clock clock;
  private final boolean changesAreHeard;

  CacheWarmerRequests(
      @All List<HotRoute> routes,
      RouteTable table,
      MemberResponseCache answers,
      Members members,
      DatabaseAddress address,
      Clock clock) {
    this.routes = List.copyOf(routes);
    this.table = table;
    this.answers = answers;
    this.members = members::find;
    this.clock = clock;
    this.changesAreHeard = !address.isPooledPerTransaction();
  }

  @Override
  public List<Optional<UsageMarker>> load(List<CacheWarmer.WarmingRequest> wanted) {
    return Uni.join()
        .all(wanted.stream().map(this::load).toList())
        .andFailFast()
        .await()
        .indefinitely();
  }

  /// Never fails: a response that cannot be loaded now is loaded when it is requested.
  private Uni<Optional<UsageMarker>> load(CacheWarmer.WarmingRequest wanted) {
    Optional<HotRoute> route =
        routes.stream().filter(one -> one.matches(wanted.path())).findFirst();
    Optional<CachePolicy> policy = table.find("GET", wanted.path()).flatMap(Route::cached);
    if (route.isEmpty() || policy.isEmpty()) {
      return nothing();
    }
    return answers
        .prefetch(
            policy.get(),
            wanted.memberId(),
            wanted.memberClock().dayOf(clock.instant()),
            wanted.path(),
            fresh(wanted))
        .map(ahead -> made(ahead, route.get(), wanted))
        .orElseGet(CacheWarmerRequests::nothing);
  }

  /// Where changes by commands are not heard of, no response is cached for longer than usual.
  private Optional<Duration> fresh(CacheWarmer.WarmingRequest wanted) {
    return changesAreHeard ? wanted.fresh() : Optional.empty();
  }

  private Uni<Optional<UsageMarker>> made(
      Prefetch ahead, HotRoute route, CacheWarmer.WarmingRequest wanted) {
    return members
        .apply(wanted.memberId())
        .flatMap(
            member ->
                member
                    .filter(one -> one.memberClock().equals(wanted.memberClock()))
                    .map(one -> route.json(caller(one), wanted.path()))
                    .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
        .map(
            json ->
                json.map(
                    bytes -> {
                      ahead.ticket().store(new CachedResponse(bytes));
                      return ahead.usage();
                    }))
        .onTermination()
        .invoke(ahead.ticket()::abandon)
        .onFailure()
        .invoke(failure -> LOG.debugf("An answer was not warmed: %s", failure.getMessage()))
        .onFailure()
        .recoverWithItem(Optional.empty());
  }

  private static Caller caller(Member member) {
    return new Caller(
        member.id(), NO_SESSION, member.role(), member.memberClock(), member.firstWeekday());
  }

  private static Uni<Optional<UsageMarker>> nothing() {
    return Uni.createFrom().item(Optional.empty());
  }
}
