package com.upcoach.coalesce.nodes;

/// Whether a node receives the invalidations of other nodes.
public enum SyncState {
  /// The node has a lease: cached responses may be served.
  IN_SYNC,

  /// The lease has ended and the node has not caught up yet. Cached responses must not be served: a
  /// member may have been told of a newer write on another node.
  LEASE_EXPIRED,

  /// The node cannot reach Redis, and peers do not wait for it. Cached responses may be served
  /// while they are seconds old; cached sessions grant no access.
  DISCONNECTED
}
