package com.upcoach.bench.cache;

import com.upcoach.bench.Bench;
import com.upcoach.bench.Case;
import com.upcoach.bench.Cases;
import java.util.LinkedHashMap;
import java.util.Map;

/// Cached responses compared with the best alternatives. `bench/README.md` lists the cases,
/// `docs/performance.md` describes the measurements.
public final class CacheBench {

  private CacheBench() {}

  public static Bench bench() {
    Map<String, Case<Stage>> cases = new LinkedHashMap<>();
    cases.put("hit", NginxCase.HIT);
    cases.put("unchanged", NginxCase.UNCHANGED);
    cases.put("week", new WeekCase());
    cases.put("expiry", new ExpiryCase());
    cases.put("invalidate", new InvalidateCase());
    cases.put("nodes", new NodesCase());
    cases.put("payload", new PayloadCase());
    return new Cases<>("cache", Stage::new, cases);
  }
}
