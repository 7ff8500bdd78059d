package com.upcoach.coalesce.cache;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counters of cache lookups, by rule. May be used by any thread.
final class CacheCounters {

  private final ConcurrentHashMap<String, RuleCounters> byRule = new ConcurrentHashMap<>();

  RuleCounters of(TtlRule rule) {
    RuleCounters existing = byRule.get(rule.name());
    return existing != null
        ? existing
        : byRule.computeIfAbsent(rule.name(), name -> new RuleCounters());
  }

  static final class RuleCounters {
    final LongAdder missed = new LongAdder();
    final LongAdder followed = new LongAdder();
    final LongAdder refreshed = new LongAdder();
    final LongAdder evicted = new LongAdder();
    final LongAdder sharedHits = new LongAdder();
    final LongAdder bytes = new LongAdder();
    private final LongAdder hits = new LongAdder();
    private final LongAdder stale = new LongAdder();
    private final LongAdder ageMillis = new LongAdder();

    void hit(long age, boolean isStale) {
      (isStale ? stale : hits).increment();
      ageMillis.add(age / 1_000_000);
    }
  }

  List<CacheStatistics> read() {
    return byRule.entrySet().stream()
        .map(
            entry -> {
              RuleCounters counters = entry.getValue();
              return new CacheStatistics(
                  entry.getKey(),
                  counters.hits.sum(),
                  counters.stale.sum(),
                  counters.missed.sum(),
                  counters.followed.sum(),
                  counters.refreshed.sum(),
                  counters.evicted.sum(),
                  counters.sharedHits.sum(),
                  counters.bytes.sum(),
                  counters.ageMillis.sum());
            })
        .sorted(Comparator.comparing(CacheStatistics::rule))
        .toList();
  }
}
