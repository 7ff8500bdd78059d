package com.upcoach.streak;

/// Whether a habit wants at least its target, or at most.
public enum Kind {
  /// At least the target; a yes/no habit has target 1.
  DO,
  /// At most the target.
  LIMIT
}
