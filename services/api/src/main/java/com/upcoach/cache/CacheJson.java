package com.upcoach.cache;

import java.util.List;

/// The cache on the wire.
///
/// @param hitRate of all routes together, 0 to 1
record CacheJson(long answers, long bytes, double hitRate, List<Line> policies) {

    private static final double STEPS = 10_000;

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
            double meanAgeSeconds) {

        private static Line of(CacheOperations.Line line) {
            var figures = line.figures();
            long found = figures.hits() + figures.stale();
            return new Line(
                    line.policy().route(),
                    line.policy().rule().fresh().toSeconds(),
                    line.policy().rule().stale().toSeconds(),
                    line.share(),
                    rounded(figures.hitRate()),
                    figures.hits(),
                    figures.stale(),
                    figures.misses(),
                    figures.followed(),
                    figures.refreshes(),
                    figures.evicted(),
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
                view.lines().stream().map(Line::of).toList());
    }

    private static double rounded(double number) {
        return Math.round(number * STEPS) / STEPS;
    }
}
