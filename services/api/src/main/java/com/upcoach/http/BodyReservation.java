package com.upcoach.http;

import com.upcoach.ratelimit.BodyBudget;

/// The part of the [BodyBudget] that one request has. It is given back when the request ends, also
/// where the connection is lost before there was anything to give back. May be used by any thread.
final class BodyReservation {

  private BodyBudget.Granted granted;
  private boolean ended;

  /// Takes charge of what was granted.
  ///
  /// @return false where the request has ended by now, and nothing is to be done for it
  synchronized boolean hold(BodyBudget.Granted room) {
    if (ended) {
      room.release();
      return false;
    }
    granted = room;
    return true;
  }

  /// Notes that the request has ended.
  synchronized void end() {
    if (!ended && granted != null) {
      granted.release();
    }
    ended = true;
  }
}
