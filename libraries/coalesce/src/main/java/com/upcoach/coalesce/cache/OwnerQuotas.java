package com.upcoach.coalesce.cache;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/// Whose answers take how much memory, so that each owner stays within its own share: what it put
/// first goes first.
///
/// May be used by any thread.
final class OwnerQuotas<K> {

  private final long mostBytes;
  private final Function<K, Object> owner;
  private final ConcurrentHashMap<Object, Shelf<K>> shelves = new ConcurrentHashMap<>();

  OwnerQuotas(long mostBytes, Function<K, Object> owner) {
    this.mostBytes = mostBytes;
    this.owner = owner;
  }

  /// The answers of one owner with their bytes, the oldest first.
  private static final class Shelf<K> {
    private final Map<K, Integer> bytes = new LinkedHashMap<>(4);
    private long sum;

    private void drop(Predicate<K> gone, List<K> out) {
      var all = bytes.entrySet().iterator();
      while (all.hasNext()) {
        Map.Entry<K, Integer> one = all.next();
        if (gone.test(one.getKey())) {
          sum -= one.getValue();
          out.add(one.getKey());
          all.remove();
        }
      }
    }
  }

  /// @param gone which of the owner's others are of no use any more
  /// @return what has to go for it, the answer itself where it alone is too large
  List<K> put(K key, int bytes, Predicate<K> gone) {
    List<K> out = new ArrayList<>(0);
    shelves.compute(
        owner.apply(key),
        (same, there) -> {
          Shelf<K> shelf = there == null ? new Shelf<>() : there;
          Integer before = shelf.bytes.remove(key);
          shelf.drop(gone, out);
          shelf.bytes.put(key, bytes);
          shelf.sum += bytes - (before == null ? 0 : before);
          var oldest = shelf.bytes.entrySet().iterator();
          while (shelf.sum > mostBytes) {
            Map.Entry<K, Integer> one = oldest.next();
            shelf.sum -= one.getValue();
            out.add(one.getKey());
            oldest.remove();
          }
          return shelf.bytes.isEmpty() ? null : shelf;
        });
    return out;
  }

  /// Notes that an answer is kept no more.
  void gone(K key) {
    shelves.computeIfPresent(
        owner.apply(key),
        (same, shelf) -> {
          Integer bytes = shelf.bytes.remove(key);
          shelf.sum -= bytes == null ? 0 : bytes;
          return shelf.bytes.isEmpty() ? null : shelf;
        });
  }

  /// Owners with answers.
  int owners() {
    return shelves.size();
  }
}
