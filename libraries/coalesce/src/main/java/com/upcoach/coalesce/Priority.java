package com.upcoach.coalesce;

/// Who goes first where several kinds of work wait for the same lane. Earlier constants go before
/// later ones, always: what waits behind them waits until they have gone.
public enum Priority {
  /// Somebody has done something and waits to hear that it is kept.
  WRITE,
  /// Somebody looks at a screen.
  READ,
  /// Work over many rows that somebody waits for.
  ANALYSIS,
  /// Work that nobody waits for.
  WARMING
}
