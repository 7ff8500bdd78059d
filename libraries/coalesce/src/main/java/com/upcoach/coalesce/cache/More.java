package com.upcoach.coalesce.cache;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What an answer turned out to be made of while it was made.
///
/// @param generation of all the tags together, each as it was before it was read
record More(List<Tag> tags, long generation) {

    static final More NOTHING = new More(List.of(), 0);

    /// Whether nothing of it has changed since.
    boolean isAsBefore(Generations generations) {
        return tags.isEmpty() || generations.of(tags) == generation;
    }

    /// Gathers tags. Used by those who make one answer, on whatever thread.
    static final class Gathering {
        private final Map<Tag, Long> each = new LinkedHashMap<>();

        synchronized void add(Tag tag, Generations generations) {
            each.computeIfAbsent(tag, one -> generations.of(List.of(one)));
        }

        /// Nothing may be taken for unchanged that was changed as a whole meanwhile: each number
        /// has that of everything in it.
        synchronized More all(Generations generations) {
            if (each.isEmpty()) {
                return NOTHING;
            }
            List<Tag> tags = List.copyOf(each.keySet());
            long everything = generations.of(List.of());
            boolean changed =
                    each.entrySet().stream()
                            .anyMatch(
                                    one -> generations.of(List.of(one.getKey())) != one.getValue());
            return changed
                    ? new More(tags, Long.MIN_VALUE)
                    : new More(
                            tags,
                            each.values().stream().mapToLong(one -> one - everything).sum()
                                    + everything);
        }
    }
}
