package com.upcoach.graph;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;

/// Reads of one kind, for all fields of one level together.
///
/// @param reads answers distinct keys with one value each, in their order
public record Loader<K, V>(String name, Function<List<K>, Uni<List<V>>> reads) {

  /// One for a single operation: what it has loaded it does not load again.
  DataLoader<K, V> ofOperation() {
    return DataLoaderFactory.newDataLoader(
        name, keys -> reads.apply(keys).subscribeAsCompletionStage());
  }
}
