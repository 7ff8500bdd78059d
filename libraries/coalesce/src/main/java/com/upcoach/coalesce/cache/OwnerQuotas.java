package com.upcoach.coalesce.cache;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// Memory quota of each owner. An owner that exceeds its quota loses its own oldest responses
/// (FIFO).
///
/// May be used by any thread.
final class OwnerQuotas<K> {

  private final long maxBytes;
  private final Function<K, Object> owner;
  private final ConcurrentHashMap<Object, OwnerEntries<K>> byOwner = new ConcurrentHashMap<>();

  OwnerQuotas(long maxBytes, Function<K, Object> owner) {
    this.maxBytes = maxBytes;
    this.owner = owner;
  }

  /// Sizes of one owner's responses, oldest first.
  private static final class OwnerEntries<K> {
    private final Map<K, Integer> bytes = new LinkedHashMap<>(4);
    private long totalBytes;

    private void removeIf(Predicate<K> removed, List<K> evicted) {
      var entries = bytes.entrySet().iterator();
      while (entries.hasNext()) {
        Map.Entry<K, Integer> entry = entries.next();
        if (removed.test(entry.getKey())) {
          totalBytes -= entry.getValue();
          evicted.add(entry.getKey());
          entries.remove();
        }
      }
    }
  }

  /// @param removed tests which other responses of the owner are useless by now
  /// @return responses to evict; includes the new one if it alone exceeds the quota
  List<K> put(K key, int bytes, Predicate<K> removed) {
    List<K> evicted = new ArrayList<>(0);
    byOwner.compute(
        owner.apply(key),
        (ownerKey, existing) -> {
          OwnerEntries<K> owned = existing == null ? new OwnerEntries<>() : existing;
          Integer previous = owned.bytes.remove(key);
          owned.removeIf(removed, evicted);
          owned.bytes.put(key, bytes);
          owned.totalBytes += bytes - (previous == null ? 0 : previous);
          var oldest = owned.bytes.entrySet().iterator();
          while (owned.totalBytes > maxBytes) {
            Map.Entry<K, Integer> entry = oldest.next();
            owned.totalBytes -= entry.getValue();
            evicted.add(entry.getKey());
            oldest.remove();
          }
          return owned.bytes.isEmpty() ? null : owned;
        });
    return evicted;
  }

  /// Records that a response is no longer cached.
  void removed(K key) {
    byOwner.computeIfPresent(
        owner.apply(key),
        (ownerKey, owned) -> {
          Integer bytes = owned.bytes.remove(key);
          owned.totalBytes -= bytes == null ? 0 : bytes;
          return owned.bytes.isEmpty() ? null : owned;
        });
  }

  /// Number of owners with responses.
  int owners() {
    return byOwner.size();
  }
}
