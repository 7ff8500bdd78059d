package com.upcoach.streak;

/// The kind of a habit: at least its target, or at most.
public enum Kind {
  /// At least the target; a yes/no habit has target 1.
  DO,
  /// At most the target.
  LIMIT
}
