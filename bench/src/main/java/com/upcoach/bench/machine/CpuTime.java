package com.upcoach.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// CPU time of some processes and all their children, from `/proc`.
///
/// The kernel counts in ticks of 10 ms: a difference over less than a second is imprecise.
public final class CpuTime {

  private static final long MICROS_A_TICK = 10_000;

  /// Indexes of fields of `/proc/<pid>/stat` after the command, beginning with the state.
  private static final int PARENT = 1;

  private static final int USED_BY_ITSELF = 11;
  private static final int USED_BY_ENDED_CHILDREN = 13;

  private final Set<Long> roots;

  /// @param roots process ids
  public CpuTime(List<Long> roots) {
    this.roots = Set.copyOf(roots);
  }

  private record Stat(long parent, long ticks) {}

  /// Microseconds used since those processes began, including children that have ended.
  public long micros() throws IOException {
    Map<Long, Stat> all = new HashMap<>();
    try (var entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path entry : entries) {
        try {
          all.put(
              Long.parseLong(entry.getFileName().toString()),
              stat(Files.readString(entry.resolve("stat"))));
        } catch (IOException e) {
          // The process ended before or while its file was read: "No such process".
          if (Files.exists(entry)) {
            throw e;
          }
        }
      }
    }
    return all.entrySet().stream()
            .filter(entry -> belongs(entry.getKey(), all))
            .mapToLong(entry -> entry.getValue().ticks())
            .sum()
        * MICROS_A_TICK;
  }

  private boolean belongs(long pid, Map<Long, Stat> all) {
    Set<Long> visited = new HashSet<>();
    long at = pid;
    while (all.containsKey(at) && visited.add(at)) {
      if (roots.contains(at)) {
        return true;
      }
      at = all.get(at).parent();
    }
    return false;
  }

  private static Stat stat(String text) {
    // The command may contain blanks and brackets; it ends with the last bracket.
    String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int field = USED_BY_ITSELF; field <= USED_BY_ENDED_CHILDREN + 1; field++) {
      ticks += Long.parseLong(fields[field]);
    }
    return new Stat(Long.parseLong(fields[PARENT]), ticks);
  }
}
