package com.upcoach.graph;

import graphql.schema.DataFetchingEnvironment;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;

/// What a field may ask loaders for.
public final class Loaders {

  private final DataFetchingEnvironment environment;

  Loaders(DataFetchingEnvironment environment) {
    this.environment = environment;
  }

  /// The value of a key, asked for together with those of all fields of the level.
  public <K, V> CompletableFuture<V> one(Loader<K, V> loader, K key) {
    environment
        .getDataLoaderRegistry()
        .computeIfAbsent(loader.name(), name -> loader.ofOperation());
    DataLoader<K, V> ofOperation = environment.getDataLoader(loader.name());
    return ofOperation.load(key);
  }
}
