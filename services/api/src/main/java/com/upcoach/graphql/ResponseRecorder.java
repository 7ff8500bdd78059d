package com.upcoach.graphql;

import com.upcoach.graph.GraphContext;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Function;

/// Records the dependencies of the response to the current request, if that response is cached.
public interface ResponseRecorder {

  /// Loads a response that is cached, and records its dependencies.
  ///
  /// @return empty if the response is not cached; then nothing is loaded
  <T> Optional<Uni<T>> record(Function<GraphContext.Dependencies, Uni<T>> load);

  /// Keeps the response out of the cache after all.
  void discard();
}
