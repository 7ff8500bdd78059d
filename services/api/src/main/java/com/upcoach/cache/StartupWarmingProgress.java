package com.upcoach.cache;

import com.upcoach.coalesce.cache.UsageMarker;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How far the warming of what was hot before the start is.
///
/// May be used by any thread.
public final class StartupWarmingProgress {

  private final List<UsageMarker> warmed = new ArrayList<>();
  private State state = State.WAITING;
  private int listed;
  private int done;

  /// Where it is.
  public enum State {
    /// Not begun.
    WAITING,
    RUNNING,
    /// All that was listed was looked at.
    DONE,
    /// Its time was up before.
    CUT_SHORT
  }

  /// @param listed answers that were hot
  /// @param done of them were looked at
  /// @param warmed of those were made; the others were there, or cannot be made any more
  /// @param used of those were asked for since
  public record Figures(State state, int listed, int done, int warmed, int used) {}

  synchronized void begin(int answers) {
    state = State.RUNNING;
    listed = answers;
  }

  synchronized void add(List<Optional<UsageMarker>> made) {
    done += made.size();
    made.stream().flatMap(Optional::stream).forEach(warmed::add);
  }

  synchronized void end() {
    state = done < listed ? State.CUT_SHORT : State.DONE;
  }

  synchronized Figures figures() {
    int used = (int) warmed.stream().filter(UsageMarker::used).count();
    return new Figures(state, listed, done, warmed.size(), used);
  }
}
