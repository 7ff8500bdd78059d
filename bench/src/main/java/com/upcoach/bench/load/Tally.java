package com.upcoach.bench.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// What came of a load, by kind of request.
public final class Tally {

  private static final long LONGEST_MICROS = 120_000_000;

  private final Duration counted;
  private final Map<String, Kind> kinds = new LinkedHashMap<>();

  Tally(Duration counted, List<String> names) {
    this.counted = counted;
    names.forEach(name -> kinds.put(name, new Kind()));
  }

  /// What came of the requests of one kind.
  public static final class Kind {
    private long sent;
    private long succeeded;
    private long succeededInTime;
    private long refused;
    private long other;
    private long unanswered;
    private final Histogram micros = new Histogram(LONGEST_MICROS, 3);

    void sent() {
      sent++;
    }

    void unanswered(long waitedNanos) {
      unanswered++;
      micros.recordValue(within(waitedNanos));
    }

    void answered(int status, long nanos) {
      if (isSuccess(status)) {
        succeeded++;
        micros.recordValue(within(nanos));
      } else if (status == 429 || status == 503) {
        refused++;
      } else {
        other++;
      }
    }

    /// 304 is what was asked for, by one who has the answer.
    static boolean isSuccess(int status) {
      return (status >= 200 && status < 300) || status == 304;
    }

    void succeededInTime() {
      succeededInTime++;
    }

    private static long within(long nanos) {
      return Math.min(nanos / 1_000, LONGEST_MICROS);
    }

    /// Requests that were to be sent in the time that counts.
    public long sentCount() {
      return sent;
    }

    /// Those of them that were answered with 2xx.
    public long succeededCount() {
      return succeeded;
    }

    /// Those of them that were answered with 429 or 503.
    public long refusedCount() {
      return refused;
    }

    /// Those of them that were answered with any other status, or whose connection broke.
    public long otherCount() {
      return other;
    }

    /// Those of them that had no answer when patience ended.
    public long unansweredCount() {
      return unanswered;
    }

    private void add(Kind more) {
      sent += more.sent;
      succeeded += more.succeeded;
      succeededInTime += more.succeededInTime;
      refused += more.refused;
      other += more.other;
      unanswered += more.unanswered;
      micros.add(more.micros);
    }
  }

  Kind kind(int place) {
    return kinds.values().stream().skip(place).findFirst().orElseThrow();
  }

  /// Adds what came of another load of the same kinds. Only [#perSecond] is not of both.
  public void add(Tally more) {
    more.kinds.forEach((name, kind) -> kinds.get(name).add(kind));
  }

  /// What came of one kind.
  ///
  /// @throws IllegalArgumentException where the load has no such kind
  public Kind of(String kind) {
    Kind found = kinds.get(kind);
    if (found == null) {
      throw new IllegalArgumentException("no requests of kind " + kind);
    }
    return found;
  }

  /// What came of all kinds together.
  public Kind all() {
    Kind sum = new Kind();
    kinds.values().forEach(sum::add);
    return sum;
  }

  /// Answers with 2xx that came within the time that counts, a second.
  public double perSecond() {
    return all().succeededInTime * 1e9 / counted.toNanos();
  }

  /// The time that a share of the requests was answered within, or has waited at least: those
  /// without an answer count with what they have waited, refused ones with a wait without end.
  ///
  /// @param percentile above 0, up to 100
  /// @return milliseconds, from the intended send to the last byte; infinite where more were
  ///     refused or failed than the percentile leaves out
  public double millis(double percentile) {
    Kind sum = all();
    long waited = sum.micros.getTotalCount();
    double among = percentile * (waited + sum.refused + sum.other) / waited;
    return among <= 100 ? within(sum, among) : Double.POSITIVE_INFINITY;
  }

  /// The same of what was admitted: refused requests do not count.
  ///
  /// @return milliseconds; infinite where nothing was admitted
  public double millisOfAdmitted(double percentile) {
    Kind sum = all();
    return sum.micros.getTotalCount() > 0 ? within(sum, percentile) : Double.POSITIVE_INFINITY;
  }

  private static double within(Kind sum, double percentile) {
    return sum.micros.getValueAtPercentile(percentile) / 1_000.0;
  }

  /// One line of everything that did not go as wished; empty where all did.
  public String trouble() {
    StringBuilder text = new StringBuilder();
    kinds.forEach(
        (name, kind) -> {
          if (kind.refused + kind.other + kind.unanswered > 0) {
            text.append(text.isEmpty() ? "" : "; ")
                .append(
                    "%s: %d refused, %d failed, %d unanswered of %d"
                        .formatted(name, kind.refused, kind.other, kind.unanswered, kind.sent));
          }
        });
    return text.toString();
  }
}
