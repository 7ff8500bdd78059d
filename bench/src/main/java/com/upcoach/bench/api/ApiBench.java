package com.upcoach.bench.api;

import com.upcoach.bench.Bench;
import com.upcoach.bench.Case;
import com.upcoach.bench.Cases;
import java.util.LinkedHashMap;
import java.util.Map;

/// Cost and savings of the API's design. `bench/README.md` lists the cases, `docs/performance.md`
/// describes the measurements.
public final class ApiBench {

  private ApiBench() {}

  public static Bench bench() {
    Map<String, Case<Stage>> cases = new LinkedHashMap<>();
    cases.put("graph", new GraphCase());
    cases.put("persisted", new PersistedCase());
    cases.put("screens", new PayloadCase());
    cases.put("walk", new WalkCase());
    cases.put("hostile", new HostileCase());
    return new Cases<>("api", Stage::new, cases);
  }
}
