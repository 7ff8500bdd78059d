package com.upcoach.graph;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;

/// A data loader: it batches reads of one kind for all fields on one level of an operation.
///
/// @param reads returns one value for each of the distinct keys, in their order
public record Loader<K, V>(String name, Function<List<K>, Uni<List<V>>> reads) {

  /// A data loader for a single operation, which caches the values that it has loaded.
  DataLoader<K, V> ofOperation() {
    return DataLoaderFactory.newDataLoader(
        name, keys -> reads.apply(keys).subscribeAsCompletionStage());
  }
}
