package com.upcoach.bench.api;

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

/// Cost and savings of the API's design. `bench/README.md` lists the cases, `docs/performance.md`
/// describes the measurements.
public final class ApiBench implements Bench {

  private static final Cases<Stage> CASES = new Cases<>("api", cases());

  private static Map<String, Case<Stage>> cases() {
    Map<String, Case<Stage>> cases = new LinkedHashMap<>();
    cases.put("graph", new GraphCase());
    cases.put("persisted", new PersistedCase());
    cases.put("screens", new PayloadCase());
    cases.put("walk", new WalkCase());
    cases.put("hostile", new HostileCase());
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
