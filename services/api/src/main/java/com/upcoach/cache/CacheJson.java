package com.upcoach.cache;

import com.upcoach.coalesce.cache.SharedCache;
import com.upcoach.coalesce.nodes.NodeStatistics;
import com.upcoach.coalesce.nodes.SyncState;
import java.util.List;
import java.util.Optional;

/// JSON of the cache's state, for operators.
///
/// @param hitRate over all routes, 0 to 1
record CacheJson(
    long entries,
    long bytes,
    double hitRate,
    Optional<Nodes> nodes,
    Optional<Shared> shared,
    List<PolicyJson> policies,
    WarmingJson warming) {

  private static final double STEPS = 10_000;

  /// Connection of this node to the others.
  ///
  /// @param syncState whether it receives their invalidations: `in-sync`, `lease-expired` or
  ///     `disconnected`
  record Nodes(
      String syncState,
      double roundTripMillis,
      long published,
      long unpublished,
      long received,
      long resyncs) {

    private static Nodes of(NodeStatistics statistics) {
      return new Nodes(
          word(statistics.syncState()),
          rounded(statistics.roundTrip() / 1e6),
          statistics.published(),
          statistics.unpublished(),
          statistics.received(),
          statistics.resyncs());
    }

    private static String word(SyncState state) {
      return switch (state) {
        case IN_SYNC -> "in-sync";
        case LEASE_EXPIRED -> "lease-expired";
        case DISCONNECTED -> "disconnected";
      };
    }
  }

  /// Statistics of the cache that nodes share in Redis.
  ///
  /// @param connected whether Redis is reachable
  /// @param found responses that another node had loaded
  /// @param loaded loads that this node carried out for all
  /// @param corrupt responses that failed their checksum
  record Shared(boolean connected, long found, long loaded, long corrupt) {

    private static Shared of(SharedCache.Statistics statistics) {
      return new Shared(
          statistics.up(), statistics.found(), statistics.made(), statistics.damaged());
    }
  }

  /// @param share percent of the members whose requests go through the cache
  /// @param meanAgeSeconds mean age of the responses served
  record PolicyJson(
      String route,
      long freshSeconds,
      long staleSeconds,
      int share,
      double hitRate,
      long hits,
      long stale,
      long misses,
      long collapsed,
      long refreshes,
      long evicted,
      long sharedHits,
      long bytes,
      double meanAgeSeconds) {

    private static PolicyJson of(CacheOperations.PolicyLine line) {
      var statistics = line.statistics();
      long found = statistics.hits() + statistics.stale();
      return new PolicyJson(
          line.policy().route(),
          line.rule().fresh().toSeconds(),
          line.rule().stale().toSeconds(),
          line.share(),
          rounded(statistics.hitRate()),
          statistics.hits(),
          statistics.stale(),
          statistics.misses(),
          statistics.followed(),
          statistics.refreshes(),
          statistics.evicted(),
          statistics.sharedHits(),
          statistics.bytes(),
          found == 0 ? 0 : rounded(statistics.ageMillis() / 1_000.0 / found));
    }
  }

  static CacheJson of(CacheOperations.View view) {
    long asked = view.policies().stream().mapToLong(line -> line.statistics().lookups()).sum();
    double found =
        view.policies().stream()
            .mapToDouble(line -> line.statistics().hitRate() * line.statistics().lookups())
            .sum();
    return new CacheJson(
        view.size().responses(),
        view.size().bytes(),
        asked == 0 ? 0 : rounded(found / asked),
        view.nodes().map(Nodes::of),
        view.shared().map(Shared::of),
        view.policies().stream().map(PolicyJson::of).toList(),
        WarmingJson.of(view.warms(), view.warming()));
  }

  static double rounded(double number) {
    return Math.round(number * STEPS) / STEPS;
  }
}
