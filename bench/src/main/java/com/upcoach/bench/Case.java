package com.upcoach.bench;

import java.util.List;

/// One case of a bench.
///
/// @param <S> setup shared by the cases of the bench
public interface Case<S> {

  /// Runs the case.
  ///
  /// @throws Exception where it cannot be measured; the other cases still run
  List<Row> measure(S stage) throws Exception;
}
