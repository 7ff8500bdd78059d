package com.upcoach.bench.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// Results of a load, by kind of request.
public final class Tally {

  private static final long MAX_MICROS = 120_000_000;

  private final Duration counted;
  private final Map<String, Kind> kinds = new LinkedHashMap<>();

  Tally(Duration counted, List<String> names) {
    this.counted = counted;
    names.forEach(name -> kinds.put(name, new Kind()));
  }

  /// Results of the requests of one kind.
  public static final class Kind {
    private long sent;
    private long succeeded;
    private long succeededInTime;
    private long refused;
    private long other;
    private long unanswered;
    private final Histogram micros = new Histogram(MAX_MICROS, 3);

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

    /// 304 is the expected status for a client that has the response.
    static boolean isSuccess(int status) {
      return (status >= 200 && status < 300) || status == 304;
    }

    void succeededInTime() {
      succeededInTime++;
    }

    private static long within(long nanos) {
      return Math.min(nanos / 1_000, MAX_MICROS);
    }

    /// Number of requests due in the counted time.
    public long sentCount() {
      return sent;
    }

    /// Number of them answered with 2xx.
    public long succeededCount() {
      return succeeded;
    }

    /// Number of them answered with 429 or 503.
    public long refusedCount() {
      return refused;
    }

    /// Number of them answered with any other status, or whose connection broke.
    public long otherCount() {
      return other;
    }

    /// Number of them without a reply when the extra time ended.
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

  /// Adds the results of another load of the same kinds. Only [#perSecond] does not include them.
  public void add(Tally more) {
    more.kinds.forEach((name, kind) -> kinds.get(name).add(kind));
  }

  /// The results of one kind.
  ///
  /// @throws IllegalArgumentException where the load has no such kind
  public Kind of(String kind) {
    Kind found = kinds.get(kind);
    if (found == null) {
      throw new IllegalArgumentException("no requests of kind " + kind);
    }
    return found;
  }

  /// The results of all kinds together.
  public Kind all() {
    Kind sum = new Kind();
    kinds.values().forEach(sum::add);
    return sum;
  }

  /// Number of 2xx replies per second within the counted time.
  public double perSecond() {
    return all().succeededInTime * 1e9 / counted.toNanos();
  }

  /// Latency percentile. Requests without a reply count with the time they have waited, refused and
  /// failed ones as infinite.
  ///
  /// @param percentile above 0, up to 100
  /// @return milliseconds from the intended send to the last byte; infinite where more requests
  ///     were refused or failed than the percentile leaves out
  public double millis(double percentile) {
    Kind sum = all();
    long waited = sum.micros.getTotalCount();
    double among = percentile * (waited + sum.refused + sum.other) / waited;
    return among <= 100 ? within(sum, among) : Double.POSITIVE_INFINITY;
  }

  /// Latency percentile of admitted requests; refused ones do not count.
  ///
  /// @return milliseconds; infinite where nothing was admitted
  public double millisOfAdmitted(double percentile) {
    Kind sum = all();
    return sum.micros.getTotalCount() > 0 ? within(sum, percentile) : Double.POSITIVE_INFINITY;
  }

  private static double within(Kind sum, double percentile) {
    return sum.micros.getValueAtPercentile(percentile) / 1_000.0;
  }

  /// Describes all failures in one line; empty if there are none.
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
