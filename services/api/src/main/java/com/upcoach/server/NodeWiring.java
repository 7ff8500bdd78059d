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
import com.upcoach.session.KnownSessions;
import com.upcoach.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/// What makes several nodes one: with a Redis they hear through it of what the others change, and
/// a node without one has the members to itself.
@Singleton
final class NodeWiring {

  private static final Logger LOG = Logger.getLogger(NodeWiring.class);

  /// Half a megabyte. Members who share one lose their answers a little sooner.
  private static final int GENERATIONS = 1 << 16;

  private static final int LEAVES_WITHIN_SECONDS = 2;

  private final String node = UUID.randomUUID().toString();
  private Optional<RedisInvalidationBus> shared = Optional.empty();
  private Optional<RedisSharedCache<ResponseKey>> inCommon = Optional.empty();

  @Produces
  @Singleton
  InvalidationBus changes(Settings settings, Vertx vertx, Queries queries) {
    Generations generations = new Generations(GENERATIONS);
    shared = settings.redis().map(redis -> shared(redis, vertx, queries, generations));
    return shared
        .<InvalidationBus>map(there -> there)
        .orElseGet(() -> InvalidationBus.singleNode(generations));
  }

  private RedisInvalidationBus shared(
      RedisAddress redis, Vertx vertx, Queries queries, Generations generations) {
    return new RedisInvalidationBus(
        vertx,
        redis,
        generations,
        node,
        tags -> tellByDatabase(queries, tags),
        System::nanoTime,
        LOG::warn);
  }

  @Produces
  @Singleton
  MemberResponseCache answers(
      Settings settings,
      Vertx vertx,
      InvalidationBus changes,
      UsagePatterns rhythms,
      DatabaseAddress address,
      Clock clock) {
    inCommon =
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
        inCommon.map(there -> there),
        !address.isPooledPerTransaction(),
        clock,
        System::nanoTime,
        () -> ThreadLocalRandom.current().nextDouble(),
        settings.warms() ? rhythms::recordVisit : (caller, now) -> {});
  }

  void close(@Disposes MemberResponseCache answers) {
    inCommon.ifPresent(RedisSharedCache::close);
  }

  /// Whether it says which member has changed; a habit comes with its member.
  private static boolean isOfMember(Tag tag) {
    return List.of(
            MemberResponseCache.tag(tag.id()),
            MemberResponseCache.recordTag(tag.id()),
            KnownSessions.tag(tag.id()))
        .contains(tag);
  }

  /// While Redis is away the database carries the word, as it does for commands.
  private static Future<Void> tellByDatabase(Queries queries, Set<Tag> tags) {
    Set<UUID> members =
        tags.stream().filter(NodeWiring::isOfMember).map(Tag::id).collect(Collectors.toSet());
    return members.isEmpty()
        ? Future.succeededFuture()
        : Future.fromCompletionStage(
                ChangeNotices.send(queries, members).subscribeAsCompletionStage())
            .recover(
                failure -> {
                  LOG.warnf(
                      "Other nodes were not told of %d members: %s",
                      members.size(), failure.getMessage());
                  return Future.succeededFuture();
                });
  }

  void leave(@Disposes InvalidationBus changes) {
    shared.ifPresent(
        there ->
            there
                .leave()
                .toCompletionStage()
                .toCompletableFuture()
                .completeOnTimeout(null, LEAVES_WITHIN_SECONDS, TimeUnit.SECONDS)
                .join());
  }
}
