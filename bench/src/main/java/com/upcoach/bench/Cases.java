package com.upcoach.bench;

import com.upcoach.bench.machine.Workbench;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The cases of a bench by name, in the order in which they run.
///
/// @param bench its name, for the log
/// @param byName the names that `--cases` accepts
/// @param <S> shared setup
public record Cases<S>(String bench, Map<String, Case<S>> byName) {

  public Cases {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  /// The names that `--cases` accepts.
  public Set<String> names() {
    return byName.keySet();
  }

  /// Runs the requested cases.
  public List<Row> measure(S stage, Workbench workbench, Options options) throws Exception {
    List<String> wanted = names().stream().filter(options::wants).toList();
    List<Row> rows = new ArrayList<>();
    for (String name : wanted) {
      workbench.log(
          "%s: case %d of %d: %s".formatted(bench, wanted.indexOf(name) + 1, wanted.size(), name));
      rows.addAll(measured(name, stage, workbench));
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
