package com.upcoach.coalesce.nodes;

/// Whether a node hears of what other nodes change.
public enum SyncState {
  /// Of all of it: what is kept may be given out.
  ALL,

  /// It cannot tell at the moment, as the last word is late. Nothing that is kept may be given
  /// out: a member may have been told elsewhere that it has changed.
  LATE,

  /// It is cut off. Others do not count on it: what is kept is good for seconds, and nobody is
  /// let in on the strength of it.
  NONE
}
