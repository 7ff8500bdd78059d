package com.upcoach.bench;

import com.upcoach.bench.machine.Workbench;
import java.util.List;
import java.util.Set;

/// A group of measurements that share a setup.
public interface Bench {

  /// The names that `--cases` accepts; empty where the bench has no single cases.
  default Set<String> caseNames() {
    return Set.of();
  }

  /// Runs the requested measurements.
  ///
  /// @throws Exception where nothing can be measured at all
  List<Row> measure(Workbench bench, Options options) throws Exception;
}
