package com.upcoach.coalesce.nodes;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Acknowledgements of this node's invalidations by its peers, and the callers that wait for them.
///
/// Belongs to one event loop.
final class Acknowledgements {

  private final Map<String, StreamEntryId> acknowledged = new HashMap<>();
  private final List<Waiter> waiters = new ArrayList<>();

  private record Waiter(StreamEntryId id, Set<String> nodes, Promise<Void> promise) {}

  /// Completes once all the nodes have acknowledged an invalidation.
  Future<Void> await(StreamEntryId id, Set<String> nodes) {
    Waiter waiter = new Waiter(id, nodes, Promise.promise());
    if (isAcknowledged(waiter)) {
      waiter.promise().complete();
    } else {
      waiters.add(waiter);
    }
    return waiter.promise().future();
  }

  /// Records that a node has read all invalidations up to this one.
  void acknowledged(String node, StreamEntryId upTo) {
    acknowledged.merge(node, upTo, (left, right) -> left.compareTo(right) >= 0 ? left : right);
    List<Waiter> done = waiters.stream().filter(this::isAcknowledged).toList();
    waiters.removeAll(done);
    done.forEach(waiter -> waiter.promise().tryComplete());
  }

  /// Completes all waiters of invalidations up to this one, acknowledged or not.
  void releaseUpTo(StreamEntryId id) {
    List<Waiter> done = waiters.stream().filter(waiter -> waiter.id().compareTo(id) <= 0).toList();
    waiters.removeAll(done);
    done.forEach(waiter -> waiter.promise().tryComplete());
  }

  /// Forgets nodes that have left.
  void retainNodes(Set<String> nodes) {
    acknowledged.keySet().retainAll(nodes);
  }

  private boolean isAcknowledged(Waiter waiter) {
    for (String node : waiter.nodes()) {
      StreamEntryId upTo = acknowledged.get(node);
      if (upTo == null || upTo.compareTo(waiter.id()) < 0) {
        return false;
      }
    }
    return true;
  }
}
