package com.upcoach.bench;

import com.upcoach.bench.machine.Workbench;
import java.util.List;

/// A group of measurements that share what they are made on.
public interface Bench {

    /// Measures all that it has.
    ///
    /// @throws Exception where nothing can be measured at all
    List<Row> measure(Workbench bench, Options options) throws Exception;
}
