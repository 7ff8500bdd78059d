package com.upcoach.server;

import com.upcoach.cache.MemberResponseCache;
import com.upcoach.cache.ResponseKey;
import com.upcoach.cache.UsagePatterns;
import com.upcoach.coalesce.cache.Generations;
import com.upcoach.coalesce.cache.Tag;
import com.upcoach.coalesce.nodes.InvalidationBus;
import com.upcoach.coalesce.nodes.RedisAddress;
import com.upcoach.coalesce.nodes.RedisInvalidationBus;
import com.upcoach.coalesce.nodes.RedisSharedCache;
import com.upcoach.database.ChangeNotices;
import com.upcoach.database.DatabaseAddress;
import com.upcoach.database.Queries;
import com.upcoach.session.SessionCache;
import com.upcoach.settings.Settings;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// Produces the invalidation bus and the response cache: with Redis, nodes share invalidations and
/// cached responses; without it, the node works alone.
@Singleton
final class NodeWiring {

  private static final Logger LOG = Logger.getLogger(NodeWiring.class);

  /// The number of generation counters: half a megabyte. Members that share a counter are
  /// invalidated together.
  private static final int GENERATION_COUNTERS = 1 << 16;

  private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(2);

  private final String node = UUID.randomUUID().toString();
  private Optional<RedisInvalidationBus> shared = Optional.empty();
  private Optional<RedisSharedCache<ResponseKey>> sharedCache = Optional.empty();

  @Produces
  @Singleton
  InvalidationBus changes(Settings settings, Vertx vertx, Queries queries) {
    Generations generations = new Generations(GENERATION_COUNTERS);
    shared = settings.redis().map(redis -> shared(redis, vertx, queries, generations));
    return shared
        .<InvalidationBus>map(bus -> bus)
        .orElseGet(() -> InvalidationBus.singleNode(generations));
  }

  private RedisInvalidationBus shared(
      RedisAddress redis, Vertx vertx, Queries queries, Generations generations) {
    return new RedisInvalidationBus(
        vertx,
        redis,
        generations,
        node,
        tags -> notifyByDatabase(queries, tags),
        System::nanoTime,
        LOG::warn);
  }

  @Produces
  @Singleton
  MemberResponseCache responseCache(
      Settings settings,
      Vertx vertx,
      InvalidationBus changes,
      UsagePatterns patterns,
      DatabaseAddress address,
      Clock clock) {
    sharedCache =
        settings
            .redis()
            .filter(redis -> settings.cacheBytes() > 0)
            .map(
                redis ->
                    new RedisSharedCache<>(
                        vertx, redis, node, ResponseKey::name, System::nanoTime, LOG::warn));
    return new MemberResponseCache(
        settings.cacheBytes(),
        changes,
        sharedCache.map(cache -> cache),
        !address.isPooledPerTransaction(),
        clock,
        System::nanoTime,
        () -> ThreadLocalRandom.current().nextDouble(),
        settings.warmsCache() ? patterns::recordVisit : (caller, now) -> {});
  }

  void close(@Disposes MemberResponseCache cache) {
    sharedCache.ifPresent(RedisSharedCache::close);
  }

  /// Whether the tag identifies a member. Tags of habits need no check: they always come together
  /// with the tag of their member.
  private static boolean isOfMember(Tag tag) {
    return List.of(
            MemberResponseCache.tag(tag.id()),
            MemberResponseCache.recordTag(tag.id()),
            SessionCache.tag(tag.id()))
        .contains(tag);
  }

  /// The fallback while Redis is unavailable: sends invalidations by NOTIFY, as commands do.
  private static Future<Void> notifyByDatabase(Queries queries, Set<Tag> tags) {
    Set<UUID> members =
        tags.stream().filter(NodeWiring::isOfMember).map(Tag::id).collect(Collectors.toSet());
    return members.isEmpty()
        ? Future.succeededFuture()
        : UniHelper.toFuture(ChangeNotices.send(queries, members))
            .recover(
                failure -> {
                  LOG.warnf(
                      "Other servers did not receive the changes of %d members: %s",
                      members.size(), failure.getMessage());
                  return Future.succeededFuture();
                });
  }

  void leave(@Disposes InvalidationBus changes) {
    shared.ifPresent(
        bus ->
            UniHelper.toUni(bus.leave())
                .ifNoItem()
                .after(LEAVE_TIMEOUT)
                .recoverWithItem((Void) null)
                .await()
                .indefinitely());
  }
}
