package com.upcoach.cache;

import java.time.Instant;
import java.util.Locale;

/// What is warmed, on the wire.
record WarmingJson(boolean enabled, RhythmLine predicted, StartLine startup) {

  /// @param state `trial`, `running` or `stopped`
  /// @param precision of the latest; null where nothing is known yet
  /// @param pausedUntil null unless it has stopped
  record RhythmLine(
      String state,
      double breakEven,
      Double precision,
      Instant pausedUntil,
      long members,
      long warmed,
      long used,
      long unused,
      long pending) {

    private static RhythmLine of(CacheWarmer.Figures figures) {
      WarmingBudget.Figures account = figures.rhythm();
      return new RhythmLine(
          word(account.state()),
          WarmingBudget.BREAK_EVEN,
          account.precision().map(CacheJson::rounded).orElse(null),
          account.restsUntil().orElse(null),
          figures.members(),
          account.warmed(),
          account.used(),
          account.unused(),
          account.waiting());
    }
  }

  /// @param state `waiting`, `running`, `done` or `cut-short`
  record StartLine(String state, long listed, long done, long warmed, long used) {

    private static StartLine of(StartupWarmingProgress.Figures hot) {
      return new StartLine(word(hot.state()), hot.listed(), hot.done(), hot.warmed(), hot.used());
    }
  }

  static WarmingJson of(boolean enabled, CacheWarmer.Figures figures) {
    return new WarmingJson(enabled, RhythmLine.of(figures), StartLine.of(figures.hot()));
  }

  private static String word(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
