package com.upcoach.cache;

import com.upcoach.coalesce.cache.SharedCache;
import com.upcoach.coalesce.nodes.NodeStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The cache on the wire.
///
/// @param hitRate of all routes together, 0 to 1
record CacheJson(
    long answers,
    long bytes,
    double hitRate,
    Optional<Nodes> nodes,
    Optional<SharedCache.Figures> shared,
    List<Line> policies,
    WarmingJson warming) {

  private static final double STEPS = 10_000;

  /// How this node gets on with the others.
  ///
  /// @param hearing whether it hears of what they change: all, late or none
  record Nodes(
      String hearing, double roundTripMillis, long told, long untold, long heard, long begunAnew) {

    private static Nodes of(NodeStatistics figures) {
      return new Nodes(
          figures.hearing().name().toLowerCase(Locale.ROOT),
          rounded(figures.roundTrip() / 1e6),
          figures.told(),
          figures.untold(),
          figures.heard(),
          figures.begunAnew());
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
      long followed,
      long refreshes,
      long evicted,
      long elsewhere,
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
        view.shared(),
        view.lines().stream().map(Line::of).toList(),
        WarmingJson.of(view.warms(), view.warming()));
  }

  static double rounded(double number) {
    return Math.round(number * STEPS) / STEPS;
  }
}
