package com.upcoach.cache;

import com.upcoach.coalesce.cache.SharedCache;
import com.upcoach.coalesce.nodes.NodeStatistics;
import com.upcoach.coalesce.nodes.SyncState;
import java.util.List;
import java.util.Optional;

/// The cache on the wire.
///
/// @param hitRate of all routes together, 0 to 1
record CacheJson(
    long entries,
    long bytes,
    double hitRate,
    Optional<Nodes> nodes,
    Optional<Shared> shared,
    List<Line> policies,
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

    private static Nodes of(NodeStatistics figures) {
      return new Nodes(
          word(figures.hearing()),
          rounded(figures.roundTrip() / 1e6),
          figures.told(),
          figures.untold(),
          figures.heard(),
          figures.begunAnew());
    }

    private static String word(SyncState state) {
      return switch (state) {
        case ALL -> "in-sync";
        case LATE -> "lease-expired";
        case NONE -> "disconnected";
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

    private static Shared of(SharedCache.Figures figures) {
      return new Shared(figures.up(), figures.found(), figures.made(), figures.damaged());
    }
  }

  /// @param share percent of the members whose requests go through the cache
  /// @param meanAgeSeconds of the answers that were found
  record Line(
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

    private static Line of(CacheOperations.Line line) {
      var figures = line.figures();
      long found = figures.hits() + figures.stale();
      return new Line(
          line.policy().route(),
          line.rule().fresh().toSeconds(),
          line.rule().stale().toSeconds(),
          line.share(),
          rounded(figures.hitRate()),
          figures.hits(),
          figures.stale(),
          figures.misses(),
          figures.followed(),
          figures.refreshes(),
          figures.evicted(),
          figures.elsewhere(),
          figures.bytes(),
          found == 0 ? 0 : rounded(figures.ageMillis() / 1_000.0 / found));
    }
  }

  static CacheJson of(CacheOperations.View view) {
    long asked = view.lines().stream().mapToLong(line -> line.figures().asked()).sum();
    double found =
        view.lines().stream()
            .mapToDouble(line -> line.figures().hitRate() * line.figures().asked())
            .sum();
    return new CacheJson(
        view.size().answers(),
        view.size().bytes(),
        asked == 0 ? 0 : rounded(found / asked),
        view.nodes().map(Nodes::of),
        view.shared().map(Shared::of),
        view.lines().stream().map(Line::of).toList(),
        WarmingJson.of(view.warms(), view.warming()));
  }

  static double rounded(double number) {
    return Math.round(number * STEPS) / STEPS;
  }
}
