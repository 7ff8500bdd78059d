package com.upcoach.coalesce;

/// Counters of a lane since it was created.
///
/// @param lane name of the lane
/// @param batches batches sent
/// @param entries entries sent in them; entries / batches is the mean batch size
/// @param joined callers whose key was pending already and who share its result
/// @param full rejected because the queue was full
/// @param shed shed by CoDel after they had waited
/// @param early rejected on arrival because of the same overload
/// @param late callers whose deadline passed
/// @param failed batches that failed, or found the backend unreachable
/// @param split batches sent again in halves to isolate the entry at fault
/// @param waitedNanos waiting time of all entries together, in nanoseconds
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

  /// Adds the counters of the same lane on another event loop.
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
