package com.upcoach.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Results, for people and for machines.
public record Table(List<Row> rows) {

  private static final String FORM = "%-50s %10s %10s %8s %15s %8s %4s %12s%n";

  public Table {
    rows = List.copyOf(rows);
  }

  /// Tells whether the run succeeded.
  ///
  /// @param prove whether every goal must be missed, because our side was slowed down on purpose
  public boolean passes(boolean prove) {
    boolean asExpected =
        rows.stream().filter(row -> row.goal().isPresent()).allMatch(r -> r.met() != prove);
    boolean anything = rows.stream().anyMatch(row -> row.goal().isPresent());
    return anything && asExpected && rows.stream().allMatch(Row::whole);
  }

  /// Prints the table for people.
  public void print(PrintStream out) {
    out.printf(FORM, "case", "ours", "limit", "ratio", "spread", "goal", "met", "CPU µs");
    for (Row row : rows) {
      out.printf(
          FORM,
          row.name(),
          shown(row.ours()),
          shown(row.limit()),
          shown(row.ratio()),
          row.spread(),
          goal(row),
          verdict(row),
          cpu(row));
    }
    out.flush();
  }

  private static String goal(Row row) {
    return row.goal().isEmpty()
        ? "–"
        : (row.atLeast() ? "≥ " : "≤ ") + shown(row.goal().getAsDouble());
  }

  private static String verdict(Row row) {
    if (!row.whole()) {
      return "no";
    }
    return row.goal().isEmpty() ? "–" : row.met() ? "yes" : "no";
  }

  private static String cpu(Row row) {
    return !Double.isFinite(row.oursCpu())
        ? ""
        : String.format(Locale.ROOT, "%.0f", row.oursCpu())
            + (!Double.isFinite(row.limitCpu())
                ? ""
                : String.format(Locale.ROOT, " | %.0f", row.limitCpu()));
  }

  private static String shown(double value) {
    if (Double.isInfinite(value)) {
      return "∞";
    }
    if (value >= 1_000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(
        Locale.ROOT, value == Math.rint(value * 100) / 100 ? "%.2f" : "%.3f", value);
  }

  /// The JSON form: `{"cases":[{"name","ours","limit","ratio","spread","goal","met"}]}`; a line
  /// without a goal has `null` there.
  public String json() {
    return rows.stream().map(Table::json).collect(Collectors.joining(",", "{\"cases\":[", "]}\n"));
  }

  private static String json(Row row) {
    return "{\"name\":\"%s\",\"ours\":%s,\"limit\":%s,\"ratio\":%s,\"spread\":\"%s\",\"goal\":%s,\"met\":%s}"
        .formatted(
            row.name(),
            number(row.ours()),
            number(row.limit()),
            number(row.ratio()),
            row.spread(),
            row.goal().isPresent() ? number(row.goal().getAsDouble()) : "null",
            row.met());
  }

  /// JSON has no infinity: a ratio to zero becomes null.
  private static String number(double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%.4f", value) : "null";
  }
}
