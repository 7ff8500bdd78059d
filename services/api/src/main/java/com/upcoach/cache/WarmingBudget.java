package com.upcoach.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Decides whether warming pays, by its precision: the share of warmed responses that members
/// request.
///
/// Warming starts with a trial of [#TRIAL] responses. It continues while the precision over the
/// latest few hundred is at least [#BREAK_EVEN]. Below that it stops, and starts another trial
/// after a pause.
///
/// May be used by any thread.
public final class WarmingBudget {

  /// One response that is requested pays for one that is not. Reasons: decision 14.
  public static final double BREAK_EVEN = 0.5;

  /// Number of responses in a trial.
  static final int TRIAL = 100;

  /// Time from the stop to the next trial.
  static final Duration REST = Duration.ofHours(6);

  /// After so many outcomes the older ones count half: precision of a month ago proves nothing.
  private static final int WINDOW = 400;

  private double used;
  private double settled;
  private int trial;
  private int startedInTrial;
  private boolean proven;
  private Optional<Instant> restsUntil = Optional.empty();
  private long allWarmed;
  private long allUsed;
  private long allUnused;

  /// State of warming.
  public enum State {
    TRIAL,
    RUNNING,
    STOPPED
  }

  /// @param precision of the latest outcomes, 0 to 1; empty without any
  /// @param restsUntil beginning of the next trial; empty unless stopped
  /// @param waiting warmed responses whose outcome is not known yet
  public record Statistics(
      State state,
      Optional<Double> precision,
      Optional<Instant> restsUntil,
      long warmed,
      long used,
      long unused,
      long waiting) {}

  /// Number of responses that may be warmed now, and the trial that they belong to.
  public record Allowance(int responses, int trial) {}

  /// The present allowance. Starts the next trial when it is due.
  synchronized Allowance allowance(Instant now) {
    if (restsUntil.isPresent()) {
      if (restsUntil.get().isAfter(now)) {
        return new Allowance(0, trial);
      }
      restsUntil = Optional.empty();
      trial++;
      startedInTrial = 0;
      used = 0;
      settled = 0;
    }
    return new Allowance(proven ? Integer.MAX_VALUE : TRIAL - startedInTrial, trial);
  }

  /// Records a warmed response.
  synchronized void warmed() {
    allWarmed++;
    startedInTrial++;
  }

  /// Records whether a warmed response was requested.
  ///
  /// @param ofTrial trial of its allowance; responses of an earlier trial do not count in the next
  synchronized void recordOutcome(boolean wasUsed, int ofTrial, Instant now) {
    allUsed += wasUsed ? 1 : 0;
    allUnused += wasUsed ? 0 : 1;
    if (ofTrial != trial || restsUntil.isPresent()) {
      return;
    }
    used += wasUsed ? 1 : 0;
    settled++;
    if (settled >= WINDOW) {
      used /= 2;
      settled /= 2;
    }
    if (settled < TRIAL) {
      return;
    }
    proven = used >= BREAK_EVEN * settled;
    if (!proven) {
      restsUntil = Optional.of(now.plus(REST));
    }
  }

  public synchronized Statistics statistics() {
    return new Statistics(
        restsUntil.isPresent() ? State.STOPPED : proven ? State.RUNNING : State.TRIAL,
        settled == 0 ? Optional.empty() : Optional.of(used / settled),
        restsUntil,
        allWarmed,
        allUsed,
        allUnused,
        allWarmed - allUsed - allUnused);
  }
}
