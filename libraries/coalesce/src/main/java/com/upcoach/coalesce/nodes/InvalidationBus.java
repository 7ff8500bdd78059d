package com.upcoach.coalesce.nodes;

import com.upcoach.coalesce.cache.Generations;
import com.upcoach.coalesce.cache.Tag;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Publishes invalidations to the caches of this node and of all others.
///
/// May be used by any thread.
public interface InvalidationBus {

  /// Invalidates what depends on the tags. Call it once a change is durable. This node's cache is
  /// invalidated when the method returns.
  ///
  /// @return completes when no node serves a response from before the change, as far as that can be
  ///     known; never fails
  Future<Void> invalidate(Collection<Tag> tags);

  /// Relays an invalidation that reached this node outside the bus: invalidates here, and tells the
  /// peers that may not have received it.
  void relay(Collection<Tag> tags);

  /// Same as [#invalidate], for all tags.
  Future<Void> invalidateAll();

  SyncState syncState();

  /// Generations as this node knows them.
  Generations generations();

  /// Name of the present state of the tags, which all nodes share. A response that a node loaded
  /// after it had learnt of the state is valid on every node that gives the state the same name.
  ///
  /// @return empty if there is no such name at the moment, or no other node
  Optional<String> sharedState(List<Tag> tags);

  /// Counters and connection state of this node; empty on a single node.
  Optional<NodeStatistics> statistics();

  /// Bus of an installation with a single node.
  static InvalidationBus singleNode(Generations generations) {
    return new InvalidationBus() {
      @Override
      public Future<Void> invalidate(Collection<Tag> tags) {
        tags.forEach(generations::bump);
        return Future.succeededFuture();
      }

      @Override
      public void relay(Collection<Tag> tags) {
        tags.forEach(generations::bump);
      }

      @Override
      public Future<Void> invalidateAll() {
        generations.bumpAll();
        return Future.succeededFuture();
      }

      @Override
      public SyncState syncState() {
        return SyncState.IN_SYNC;
      }

      @Override
      public Generations generations() {
        return generations;
      }

      @Override
      public Optional<String> sharedState(List<Tag> tags) {
        return Optional.empty();
      }

      @Override
      public Optional<NodeStatistics> statistics() {
        return Optional.empty();
      }
    };
  }
}
