package com.upcoach.coalesce;

/// Failure of work that a lane did not carry out, with the reason. Frequent under overload, so it
/// has no stack trace.
public final class LaneRejectedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /// Reason why the work was not carried out.
  public enum Reason {
    /// The queue is full; the work was not started.
    FULL("the queue is full"),
    /// Load shedding: this entry waited too long while all entries wait too long; the work was not
    /// started.
    SHED("shed under overload"),
    /// The deadline has passed. Whether a write took place is unknown.
    LATE("the deadline has passed"),
    /// The backend cancelled it on request; nothing was written.
    CANCELLED("cancelled"),
    /// The backend is unreachable. Whether a write took place is unknown.
    DOWN("the backend is unreachable");

    private final String description;

    Reason(String description) {
      this.description = description;
    }
  }

  private final Reason reason;

  /// @param lane name of the lane, for the message
  public LaneRejectedException(String lane, Reason reason) {
    super(lane + ": " + reason.description, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
