package com.upcoach.bench.coalesce;

import com.upcoach.bench.Bench;
import com.upcoach.bench.Case;
import com.upcoach.bench.Cases;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads and check-ins compared with pgbench, and the server compared with itself.
/// `bench/README.md` lists the cases; `docs/performance.md` describes the measurements and their
/// bias.
public final class CoalesceBench {

  private CoalesceBench() {}

  public static Bench bench() {
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
    return new Cases<>("coalesce", Stage::new, cases);
  }
}
