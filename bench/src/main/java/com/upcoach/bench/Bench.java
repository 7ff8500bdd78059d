package com.upcoach.bench;

import com.upcoach.bench.machine.Workbench;
import java.util.List;
import java.util.Set;

/// A group of measurements that share what they are made on.
public interface Bench {

  /// What `--cases` may name; empty where it is always measured whole.
  default Set<String> caseNames() {
    return Set.of();
  }

  /// Measures what is asked for.
  ///
  /// @throws Exception where nothing can be measured at all
  List<Row> measure(Workbench bench, Options options) throws Exception;
}
