package com.upcoach.bench.coalesce;

import com.upcoach.bench.Bench;
import com.upcoach.bench.Options;
import com.upcoach.bench.Row;
import com.upcoach.bench.machine.Workbench;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads and check-ins beside pgbench, and the server beside itself. `bench/README.md` lists the
/// cases, `docs/performance.md` says how each is measured and whom that favours.
public final class CoalesceBench implements Bench {

    private static final Map<String, CoalesceCase> CASES = cases();

    private static Map<String, CoalesceCase> cases() {
        Map<String, CoalesceCase> cases = new LinkedHashMap<>();
        cases.put("habit", ReadCase.HABIT);
        cases.put("today", ReadCase.TODAY);
        cases.put("check-in", new CheckInCase());
        cases.put("tail", new TailCase());
        cases.put("alone", new AloneCase());
        cases.put("connections", new ConnectionsCase());
        cases.put("growth", new GrowthCase());
        cases.put("rank", new RankCase());
        // Last: it starts the servers anew, on other cores.
        cases.put("overload", new OverloadCase());
        return Collections.unmodifiableMap(cases);
    }

    /// What `--cases` may name.
    public static Set<String> caseNames() {
        return CASES.keySet();
    }

    /// The names for the help page.
    public static final class CaseNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return caseNames().iterator();
        }
    }

    @Override
    public List<Row> measure(Workbench bench, Options options) throws Exception {
        List<String> wanted = CASES.keySet().stream().filter(options::wants).toList();
        List<Row> rows = new ArrayList<>();
        try (Stage stage = new Stage(bench, options)) {
            for (String name : wanted) {
                stage.say(
                        "case %d of %d: %s"
                                .formatted(wanted.indexOf(name) + 1, wanted.size(), name));
                rows.addAll(measured(name, stage));
            }
        }
        return rows;
    }

    /// A case that breaks off takes no other with it.
    private static List<Row> measured(String name, Stage stage) throws Exception {
        try {
            return CASES.get(name).measure(stage);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (stage.bench().isOver()) {
                throw e;
            }
            stage.say("%s broke off: %s".formatted(name, e));
            return List.of(Row.brokeOff(name));
        }
    }
}
