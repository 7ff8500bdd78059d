package com.upcoach.http;

import com.upcoach.coalesce.LaneStatistics;
import com.upcoach.logging.RateLimitedLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/// Logs at most one line a minute that says how many requests were refused with 503 `too-busy`, and
/// why.
public final class OverloadLog {

  private static final String TOO_BUSY = "too-busy";

  private final Supplier<List<LaneStatistics>> figures;
  private final RateLimitedLog<String> log;

  /// The counts at the last look, by lane.
  private final Map<String, LaneStatistics> told = new HashMap<>();

  /// @param figures of all lanes since the start
  public OverloadLog(Supplier<List<LaneStatistics>> figures, RateLimitedLog<String> log) {
    this.figures = figures;
    this.log = log;
  }

  /// Writes a line where requests were refused since the last one, at most one a minute. To be
  /// called every few seconds.
  public void look() {
    if (!log.writes(TOO_BUSY)) {
      return;
    }
    List<String> parts = new ArrayList<>();
    for (LaneStatistics lane : figures.get()) {
      LaneStatistics before = told.put(lane.lane(), lane);
      parts.addAll(reasons(before, lane));
    }
    if (!parts.isEmpty()) {
      log.write(TOO_BUSY, "Requests answered 503 too-busy: " + String.join("; ", parts));
    }
  }

  private static List<String> reasons(LaneStatistics before, LaneStatistics now) {
    List<String> parts = new ArrayList<>();
    String work = work(now.lane());
    add(
        parts,
        before == null ? now.early() : now.early() - before.early(),
        work + " refused on arrival, as more come in than can be answered");
    add(
        parts,
        before == null ? now.shed() : now.shed() - before.shed(),
        work + " refused after a wait, as more come in than can be answered");
    add(
        parts,
        before == null ? now.full() : now.full() - before.full(),
        work + " refused, as many are waiting as waiting-limit allows");
    add(
        parts,
        before == null ? now.late() : now.late() - before.late(),
        work + " without an answer of the database within their deadline");
    return parts;
  }

  private static void add(List<String> parts, long count, String reason) {
    if (count > 0) {
      parts.add(String.format(Locale.ROOT, "%,d %s", count, reason));
    }
  }

  private static String work(String lane) {
    return switch (lane) {
      case "point-reads" -> "reads";
      case "writes" -> "changes";
      case "heavy-reads" -> "reads of long histories";
      default -> lane;
    };
  }
}
