package com.upcoach.graph;

/// A feature's part of the GraphQL schema: it supplies the data fetchers for the types in its own
/// file of `contracts/schema`.
public interface GraphFeature {

  /// Describes every field of the feature. The server does not start if a field is missing.
  void describe(GraphFields graph);
}
