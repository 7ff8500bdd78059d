package com.upcoach.graphql;

import com.upcoach.graph.GraphContext;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Function;

/// Whether the answer to the present request is to be kept, and what it will be made of.
public interface ResponseRecorder {

  /// Makes an answer that is to be kept, and tells what it shows.
  ///
  /// @return empty where it is not to be kept
  <T> Optional<Uni<T>> by(Function<GraphContext.Shown, Uni<T>> making);

  /// Has it not kept after all.
  void isNotToKeep();
}
