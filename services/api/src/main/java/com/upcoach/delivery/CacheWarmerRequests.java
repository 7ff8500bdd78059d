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

/// Makes answers the way [HotRoute]s do, for members that have not asked.
///
/// Who the member is is read anew once the ticket is there: a change of zone or a leaving that is
/// durable by then is seen, and one that is not makes the answer go.
@Singleton
public final class CacheWarmerRequests implements CacheWarmer.Loader {

  private static final Logger LOG = Logger.getLogger(CacheWarmerRequests.class);

  /// Answers depend on the member, never on the session that asks.
  private static final UUID NO_SESSION = new UUID(0, 0);

  private final List<HotRoute> routes;
  private final MemberResponseCache answers;
  private final Function<UUID, Uni<Optional<Member>>> members;
  private final Clock clock;
  private final boolean changesAreHeard;

  CacheWarmerRequests(
      @All List<HotRoute> routes,
      MemberResponseCache answers,
      Members members,
      DatabaseAddress address,
      Clock clock) {
    this.routes = List.copyOf(routes);
    this.answers = answers;
    this.members = members::find;
    this.clock = clock;
    this.changesAreHeard = !address.isPooledPerTransaction();
  }

  @Override
  public List<Optional<UsageMarker>> load(List<CacheWarmer.Wanted> wanted) {
    return Uni.join()
        .all(wanted.stream().map(this::load).toList())
        .andFailFast()
        .await()
        .indefinitely();
  }

  /// Never fails: what cannot be made now is made when it is asked for.
  private Uni<Optional<UsageMarker>> load(CacheWarmer.Wanted wanted) {
    Optional<HotRoute> route =
        routes.stream().filter(one -> one.matches(wanted.path())).findFirst();
    Optional<CachePolicy> policy = CachePolicy.of(wanted.path());
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

  /// Where nobody tells of what commands change, nothing is kept for longer than is usual.
  private Optional<Duration> fresh(CacheWarmer.Wanted wanted) {
    return changesAreHeard ? wanted.fresh() : Optional.empty();
  }

  private Uni<Optional<UsageMarker>> made(
      Prefetch ahead, HotRoute route, CacheWarmer.Wanted wanted) {
    return members
        .apply(wanted.memberId())
        .flatMap(
            member ->
                member
                    .filter(one -> one.wall().equals(wanted.memberClock()))
                    .map(one -> route.answer(caller(one), wanted.path()))
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
    return new Caller(member.id(), NO_SESSION, member.role(), member.wall(), member.firstWeekday());
  }

  private static Uni<Optional<UsageMarker>> nothing() {
    return Uni.createFrom().item(Optional.empty());
  }
}
