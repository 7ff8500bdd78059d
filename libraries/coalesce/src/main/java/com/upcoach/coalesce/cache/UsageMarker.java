package com.upcoach.coalesce.cache;

/// Of an answer that was made before anybody asked for it: whether somebody has since.
///
/// May be used by any thread.
public final class UsageMarker {

  /// Of an answer that somebody asked for from the first.
  static final UsageMarker ASKED_FOR = new UsageMarker();

  static {
    ASKED_FOR.use();
  }

  private volatile boolean used;

  UsageMarker() {}

  /// Whether somebody has found the answer, or has waited for it. What has not been found by
  /// the time that the answer is gone never will be.
  public boolean used() {
    return used;
  }

  void use() {
    // All but the first only read, so that no two of them fight over the line of memory.
    if (!used) {
      used = true;
    }
  }
}
