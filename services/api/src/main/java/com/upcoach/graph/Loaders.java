package com.upcoach.graph;

import graphql.schema.DataFetchingEnvironment;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;

/// Access to the data loaders of the current operation.
public final class Loaders {

  private final DataFetchingEnvironment environment;

  Loaders(DataFetchingEnvironment environment) {
    this.environment = environment;
  }

  /// Loads the value of a key, in one batch with the other fields on the level.
  public <K, V> CompletableFuture<V> load(Loader<K, V> loader, K key) {
    environment
        .getDataLoaderRegistry()
        .computeIfAbsent(loader.name(), name -> loader.ofOperation());
    DataLoader<K, V> ofOperation = environment.getDataLoader(loader.name());
    return ofOperation.load(key);
  }
}
