package com.upcoach.graph;

/// A feature's part of the graph: how the fields of its types, in its own file of
/// `contracts/schema`, get their values.
public interface GraphFeature {

  /// Describes every field of the feature; one that is left out stops the start of the server.
  void describe(GraphFields graph);
}
