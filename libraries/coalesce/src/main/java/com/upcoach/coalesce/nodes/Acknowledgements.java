package com.upcoach.coalesce.nodes;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the other nodes have heard of this one, and who waits for them to.
///
/// Belongs to one event loop.
final class Acknowledgements {

  private final Map<String, StreamEntryId> heard = new HashMap<>();
  private final List<Waiting> waiting = new ArrayList<>();

  private record Waiting(StreamEntryId id, Set<String> nodes, Promise<Void> all) {}

  /// Done when all the nodes have heard of a change.
  Future<Void> of(StreamEntryId id, Set<String> nodes) {
    Waiting one = new Waiting(id, nodes, Promise.promise());
    if (isHeard(one)) {
      one.all().complete();
    } else {
      waiting.add(one);
    }
    return one.all().future();
  }

  /// A node has heard of all changes up to this one.
  void heard(String node, StreamEntryId upTo) {
    heard.merge(node, upTo, (one, other) -> one.compareTo(other) >= 0 ? one : other);
    List<Waiting> done = waiting.stream().filter(this::isHeard).toList();
    waiting.removeAll(done);
    done.forEach(one -> one.all().tryComplete());
  }

  /// Nobody is waited for any more that has not heard of a change by now.
  void giveUp(StreamEntryId id) {
    List<Waiting> done = waiting.stream().filter(one -> one.id().compareTo(id) <= 0).toList();
    waiting.removeAll(done);
    done.forEach(one -> one.all().tryComplete());
  }

  /// Forgets nodes that are there no more.
  void onlyOf(Set<String> nodes) {
    heard.keySet().retainAll(nodes);
  }

  private boolean isHeard(Waiting one) {
    for (String node : one.nodes()) {
      StreamEntryId upTo = heard.get(node);
      if (upTo == null || upTo.compareTo(one.id()) < 0) {
        return false;
      }
    }
    return true;
  }
}
