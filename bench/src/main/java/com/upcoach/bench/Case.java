package com.upcoach.bench;

import java.util.List;

/// One of the cases of a bench.
///
/// @param <S> what the cases of the bench share
public interface Case<S> {

  /// Measures it.
  ///
  /// @throws Exception where it cannot be measured; the other cases go on
  List<Row> measure(S stage) throws Exception;
}
