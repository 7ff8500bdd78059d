package com.upcoach.coalesce;

/// A lane did not carry work out, and says why. It is made often when there is too much to do, so
/// it has no stack trace.
public final class LaneRejectedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// Why the work was not carried out.
  public enum Reason {
    /// As much waits as may wait; the work was not begun.
    FULL("as much waits as may wait"),
    /// It had waited too long while everything waits too long; the work was not begun.
    SHED("all that waits has waited too long"),
    /// Its deadline has passed. Whether a write took place is not known.
    LATE("the deadline has passed"),
    /// The backend was asked to stop it, and did; nothing was written.
    CANCELLED("it was cancelled"),
    /// The backend is away. Whether a write took place is not known.
    DOWN("the backend is away");

    private final String words;

    Reason(String words) {
      this.words = words;
    }
  }

  private final Reason reason;

  /// @param lane the name of the lane, for the message
  public LaneRejectedException(String lane, Reason reason) {
    super(lane + ": " + reason.words, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
