package com.upcoach.coalesce.cache;

/// Tells whether a prefetched response has been requested since.
///
/// May be used by any thread.
public final class UsageMarker {

  /// Marker of a response that was loaded on request.
  static final UsageMarker REQUESTED = new UsageMarker();

  static {
    REQUESTED.markUsed();
  }

  private volatile boolean used;

  UsageMarker() {}

  /// Whether some caller was served the response or waited for it. Final once the response is no
  /// longer cached.
  public boolean used() {
    return used;
  }

  void markUsed() {
    // Only the first call writes, so that cores do not contend for the cache line.
    if (!used) {
      used = true;
    }
  }
}
