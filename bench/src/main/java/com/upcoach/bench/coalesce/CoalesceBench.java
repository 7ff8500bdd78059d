package com.upcoach.bench.coalesce;

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

/// Reads and check-ins compared with pgbench, and the server compared with itself.
/// `bench/README.md` lists the cases; `docs/performance.md` describes the measurements and their
/// bias.
public final class CoalesceBench implements Bench {

  private static final Cases<Stage> CASES = new Cases<>("coalesce", cases());

  private static Map<String, Case<Stage>> cases() {
    Map<String, Case<Stage>> cases = new LinkedHashMap<>();
    cases.put("habit", ReadCase.HABIT);
    cases.put("today", ReadCase.TODAY);
    cases.put("check-in", new CheckInCase());
    cases.put("tail", new TailCase());
    cases.put("alone", new AloneCase());
    cases.put("connections", new ConnectionsCase());
    cases.put("growth", new GrowthCase());
    cases.put("rank", new RankCase());
    // Last: it restarts the servers on other cores.
    cases.put("overload", new OverloadCase());
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
