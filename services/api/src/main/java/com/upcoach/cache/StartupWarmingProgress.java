package com.upcoach.cache;

import com.upcoach.coalesce.cache.UsageMarker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Progress of warming after a start.
///
/// May be used by any thread.
public final class StartupWarmingProgress {

  private final List<UsageMarker> warmed = new ArrayList<>();
  private State state = State.WAITING;
  private int listed;
  private int done;

  /// State of the warming.
  public enum State {
    /// Not started.
    WAITING,
    RUNNING,
    /// All listed responses were processed.
    DONE,
    /// The time limit was reached before.
    CUT_SHORT
  }

  /// @param listed responses that were hot before the start
  /// @param done responses processed
  /// @param warmed responses loaded; the others were cached already, or cannot be loaded any more
  /// @param used warmed responses that were requested since
  public record Statistics(State state, int listed, int done, int warmed, int used) {}

  synchronized void begin(int responses) {
    state = State.RUNNING;
    listed = responses;
  }

  synchronized void add(List<Optional<UsageMarker>> loaded) {
    done += loaded.size();
    loaded.stream().flatMap(Optional::stream).forEach(warmed::add);
  }

  synchronized void end() {
    state = done < listed ? State.CUT_SHORT : State.DONE;
  }

  synchronized Statistics statistics() {
    int used = (int) warmed.stream().filter(UsageMarker::used).count();
    return new Statistics(state, listed, done, warmed.size(), used);
  }
}
