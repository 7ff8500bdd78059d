package com.upcoach.bench;

import com.upcoach.bench.machine.Workbench;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/// A bench of several cases, which run in the order of the map.
///
/// @param bench its name, for the log
/// @param setup creates what the cases share; it is closed after the last case
/// @param byName the names that `--cases` accepts
/// @param <S> shared setup
public record Cases<S extends Closeable>(
    String bench, BiFunction<Workbench, Options, S> setup, Map<String, Case<S>> byName)
    implements Bench {

  public Cases {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  @Override
  public Set<String> caseNames() {
    return byName.keySet();
  }

  @Override
  public List<Row> measure(Workbench workbench, Options options) throws Exception {
    List<String> wanted = caseNames().stream().filter(options::wants).toList();
    List<Row> rows = new ArrayList<>();
    try (S stage = setup.apply(workbench, options)) {
      for (String name : wanted) {
        workbench.log(
            "%s: case %d of %d: %s"
                .formatted(bench, wanted.indexOf(name) + 1, wanted.size(), name));
        rows.addAll(measured(name, stage, workbench));
      }
    }
    return rows;
  }

  /// A failing case does not stop the others.
  private List<Row> measured(String name, S stage, Workbench workbench) throws Exception {
    try {
      return byName.get(name).measure(stage);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      if (workbench.isOver()) {
        throw e;
      }
      workbench.log("%s: %s broke off: %s".formatted(bench, name, e));
      return List.of(Row.brokeOff(name));
    }
  }
}
