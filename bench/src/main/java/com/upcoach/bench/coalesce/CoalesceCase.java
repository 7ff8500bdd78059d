package com.upcoach.bench.coalesce;

import com.upcoach.bench.Row;
import java.util.List;

/// One of the cases of the bench.
interface CoalesceCase {

    /// Measures it.
    ///
    /// @throws Exception where it cannot be measured; the other cases go on
    List<Row> measure(Stage stage) throws Exception;
}
