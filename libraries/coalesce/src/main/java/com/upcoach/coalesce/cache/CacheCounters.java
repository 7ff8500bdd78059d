package com.upcoach.coalesce.cache;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// Counts what callers find, by rule. May be used by any thread.
final class CacheCounters {

  private final ConcurrentHashMap<String, Meter> meters = new ConcurrentHashMap<>();

  Meter of(TtlRule rule) {
    Meter there = meters.get(rule.name());
    return there != null ? there : meters.computeIfAbsent(rule.name(), name -> new Meter());
  }

  static final class Meter {
    final LongAdder missed = new LongAdder();
    final LongAdder followed = new LongAdder();
    final LongAdder refreshed = new LongAdder();
    final LongAdder evicted = new LongAdder();
    final LongAdder elsewhere = new LongAdder();
    final LongAdder bytes = new LongAdder();
    private final LongAdder hits = new LongAdder();
    private final LongAdder stale = new LongAdder();
    private final LongAdder ageMillis = new LongAdder();

    void hit(long age, boolean old) {
      (old ? stale : hits).increment();
      ageMillis.add(age / 1_000_000);
    }
  }

  List<CacheStatistics> read() {
    return meters.entrySet().stream()
        .map(
            one -> {
              Meter meter = one.getValue();
              return new CacheStatistics(
                  one.getKey(),
                  meter.hits.sum(),
                  meter.stale.sum(),
                  meter.missed.sum(),
                  meter.followed.sum(),
                  meter.refreshed.sum(),
                  meter.evicted.sum(),
                  meter.elsewhere.sum(),
                  meter.bytes.sum(),
                  meter.ageMillis.sum());
            })
        .sorted(Comparator.comparing(CacheStatistics::rule))
        .toList();
  }
}
