package com.upcoach.bench.cache;

import com.upcoach.bench.Bench;
import com.upcoach.bench.Case;
import com.upcoach.bench.Cases;
import com.upcoach.bench.Options;
import com.upcoach.bench.Row;
import com.upcoach.bench.machine.Workbench;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Cached responses compared with the best alternatives. `bench/README.md` lists the cases,
/// `docs/performance.md` describes the measurements.
public final class CacheBench implements Bench {

  private static final Cases<Stage> CASES = new Cases<>("cache", cases());

  private static Map<String, Case<Stage>> cases() {
    Map<String, Case<Stage>> cases = new LinkedHashMap<>();
    cases.put("hit", NginxCase.HIT);
    cases.put("unchanged", NginxCase.UNCHANGED);
    cases.put("week", new WeekCase());
    cases.put("expiry", new ExpiryCase());
    cases.put("invalidate", new InvalidateCase());
    cases.put("nodes", new NodesCase());
    cases.put("payload", new PayloadCase());
    return cases;
  }

  @Override
  public Set<String> caseNames() {
    return CASES.names();
  }

  @Override
  public List<Row> measure(Workbench bench, Options options) throws Exception {
    try (Stage stage = new Stage(bench, options)) {
      return CASES.measure(stage, bench, options);
    }
  }
}
