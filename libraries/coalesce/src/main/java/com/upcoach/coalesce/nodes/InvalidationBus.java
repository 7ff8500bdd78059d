package com.upcoach.coalesce.nodes;

import com.upcoach.coalesce.cache.Generations;
import com.upcoach.coalesce.cache.Tag;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// Where those who change something tell those who keep something of it, on this node and all
/// others.
///
/// May be used by any thread.
public interface InvalidationBus {

  /// To be called once a change is durable. What this node keeps of it is gone when the method
  /// returns.
  ///
  /// @return done when no node gives out what was kept before, as far as anybody can be told;
  /// it never fails
  Future<Void> changed(Collection<Tag> tags);

  /// What somebody else has changed is gone here, and told to those who may not have heard of
  /// it in the way that this node has.
  void heard(Collection<Tag> tags);

  /// The same as [#changed] for everything there is.
  Future<Void> everythingChanged();

  SyncState hearing();

  /// What this node knows to have changed.
  Generations generations();

  /// The state of things that all nodes name alike: whatever was made since a node has known of
  /// it is good for every node that names it so too.
  ///
  /// @return empty where there is no such name at the moment, or nobody to share it with
  Optional<String> agreed(List<Tag> tags);

  /// How the node gets on with the others; empty where there are none.
  Optional<NodeStatistics> figures();

  /// Of a node that has the members to itself.
  static InvalidationBus alone(Generations generations) {
    return new InvalidationBus() {
      @Override
      public Future<Void> changed(Collection<Tag> tags) {
        tags.forEach(generations::bump);
        return Future.succeededFuture();
      }

      @Override
      public void heard(Collection<Tag> tags) {
        tags.forEach(generations::bump);
      }

      @Override
      public Future<Void> everythingChanged() {
        generations.bumpAll();
        return Future.succeededFuture();
      }

      @Override
      public SyncState hearing() {
        return SyncState.ALL;
      }

      @Override
      public Generations generations() {
        return generations;
      }

      @Override
      public Optional<String> agreed(List<Tag> tags) {
        return Optional.empty();
      }

      @Override
      public Optional<NodeStatistics> figures() {
        return Optional.empty();
      }
    };
  }
}
