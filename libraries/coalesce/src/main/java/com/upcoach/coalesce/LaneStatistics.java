package com.upcoach.coalesce;

/// What went through a lane since it was made.
///
/// @param lane its name
/// @param batches sent
/// @param entries sent in them: entries / batches is how much is coalesced
/// @param joined callers whose key was waiting already, and who share its answer
/// @param full refused because as much waited as may wait
/// @param shed refused because all had waited too long, after it had waited itself
/// @param early refused for the same reason before it waited
/// @param late callers let go at their deadline
/// @param failed batches that failed, or found the backend away
/// @param split batches sent again in halves to find the entry at fault
/// @param waitedNanos that all entries together have waited for their turn
public record LaneStatistics(
    String lane,
    long batches,
    long entries,
    long joined,
    long full,
    long shed,
    long early,
    long late,
    long failed,
    long split,
    long waitedNanos) {

  /// The same lane on another event loop, added.
  public LaneStatistics plus(LaneStatistics other) {
    return new LaneStatistics(
        lane,
        batches + other.batches,
        entries + other.entries,
        joined + other.joined,
        full + other.full,
        shed + other.shed,
        early + other.early,
        late + other.late,
        failed + other.failed,
        split + other.split,
        waitedNanos + other.waitedNanos);
  }
}
