package com.upcoach.cache;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Whether it pays to make answers ahead: how many of them are asked for, and what follows.
///
/// It begins with a trial of [#TRIAL] answers, and goes on while the share that was asked for, of
/// the latest few hundred, is [#BREAK_EVEN] or more. Below that it stops, rests, and is tried
/// again.
///
/// May be used by any thread.
public final class WarmingBudget {

  /// One answer that is asked for pays for one that is not. Why: decision 14.
  public static final double BREAK_EVEN = 0.5;

  /// Answers of a trial.
  static final int TRIAL = 100;

  /// How long after it has stopped the next trial begins.
  static final Duration REST = Duration.ofHours(6);

  /// Once so many have been settled they count half: habits of a month ago prove nothing.
  private static final int WINDOW = 400;

  private double used;
  private double settled;
  private int trial;
  private int begunInTrial;
  private boolean proven;
  private Optional<Instant> restsUntil = Optional.empty();
  private long allWarmed;
  private long allUsed;
  private long allUnused;

  /// What is done now.
  public enum State {
    TRIAL,
    RUNNING,
    STOPPED
  }

  /// @param precision of the latest, 0 to 1; empty where nothing has been settled yet
  /// @param restsUntil where it has stopped
  /// @param waiting warmed, and it is not known yet whether anybody will ask for them
  public record Figures(
      State state,
      Optional<Double> precision,
      Optional<Instant> restsUntil,
      long warmed,
      long used,
      long unused,
      long waiting) {}

  /// How many answers may be warmed now, and as part of which trial.
  public record Allowed(int answers, int trial) {}

  /// Begins the next trial where it is time for it.
  synchronized Allowed allowed(Instant now) {
    if (restsUntil.isPresent()) {
      if (restsUntil.get().isAfter(now)) {
        return new Allowed(0, trial);
      }
      restsUntil = Optional.empty();
      trial++;
      begunInTrial = 0;
      used = 0;
      settled = 0;
    }
    return new Allowed(proven ? Integer.MAX_VALUE : TRIAL - begunInTrial, trial);
  }

  /// Notes that an answer was warmed.
  synchronized void warmed() {
    allWarmed++;
    begunInTrial++;
  }

  /// Notes what became of an answer.
  ///
  /// @param ofTrial as it was allowed: what was begun before it stopped says nothing of the
  ///     next trial
  synchronized void settled(boolean wasUsed, int ofTrial, Instant now) {
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

  public synchronized Figures figures() {
    return new Figures(
        restsUntil.isPresent() ? State.STOPPED : proven ? State.RUNNING : State.TRIAL,
        settled == 0 ? Optional.empty() : Optional.of(used / settled),
        restsUntil,
        allWarmed,
        allUsed,
        allUnused,
        allWarmed - allUsed - allUnused);
  }
}
