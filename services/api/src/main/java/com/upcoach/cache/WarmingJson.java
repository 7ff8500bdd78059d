package com.upcoach.cache;

import java.time.Instant;
import java.util.Locale;

/// JSON of the warming statistics.
record WarmingJson(boolean enabled, PatternWarming predicted, StartupWarming startup) {

  /// @param state `trial`, `running` or `stopped`
  /// @param precision of the latest outcomes; null without any
  /// @param pausedUntil beginning of the next trial; null unless stopped
  record PatternWarming(
      String state,
      double breakEven,
      Double precision,
      Instant pausedUntil,
      long members,
      long warmed,
      long used,
      long unused,
      long pending) {

    private static PatternWarming of(CacheWarmer.Statistics statistics) {
      WarmingBudget.Statistics budget = statistics.budget();
      return new PatternWarming(
          lowerCase(budget.state()),
          WarmingBudget.BREAK_EVEN,
          budget.precision().map(CacheJson::rounded).orElse(null),
          budget.restsUntil().orElse(null),
          statistics.members(),
          budget.warmed(),
          budget.used(),
          budget.unused(),
          budget.waiting());
    }
  }

  /// @param state `waiting`, `running`, `done` or `cut-short`
  record StartupWarming(String state, long listed, long done, long warmed, long used) {

    private static StartupWarming of(StartupWarmingProgress.Statistics startup) {
      return new StartupWarming(
          lowerCase(startup.state()),
          startup.listed(),
          startup.done(),
          startup.warmed(),
          startup.used());
    }
  }

  static WarmingJson of(boolean enabled, CacheWarmer.Statistics statistics) {
    return new WarmingJson(
        enabled, PatternWarming.of(statistics), StartupWarming.of(statistics.startup()));
  }

  private static String lowerCase(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
