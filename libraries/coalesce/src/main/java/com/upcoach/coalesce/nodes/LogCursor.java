package com.upcoach.coalesce.nodes;

/// Read position of a node in the log of invalidations, with the proof that no entry before it was
/// dropped unread.
///
/// Belongs to one event loop.
final class LogCursor {

  private StreamEntryId position = StreamEntryId.START;

  /// Position when the last accepted heartbeat was sent. Reads that were answered since then began
  /// here or later.
  private StreamEntryId proven = StreamEntryId.START;

  /// The last entry that was read.
  StreamEntryId position() {
    return position;
  }

  void moveTo(StreamEntryId entry) {
    position = entry;
  }

  /// Skips unread entries: everything in the cache was invalidated instead.
  void restartAt(StreamEntryId entry) {
    position = entry;
    proven = entry;
  }

  /// Checks that the log still held every entry that this node has not read, and that the log was
  /// not set back.
  ///
  /// The reply to a heartbeat and the entries come on two connections, in any order. So the end of
  /// the log is compared with the position when the heartbeat was sent. The beginning is compared
  /// with the position of the heartbeat before: a read in between may have skipped entries that
  /// were trimmed.
  ///
  /// @param whenSent position at the moment that the heartbeat was sent
  /// @return false if entries may be missing; the position stays as it is then
  boolean accepts(StreamEntryId whenSent, InvalidationLog.Heartbeat heartbeat) {
    if (heartbeat.oldest().compareTo(proven) > 0 || heartbeat.last().compareTo(whenSent) < 0) {
      return false;
    }
    proven = whenSent;
    return true;
  }

  /// Whether everything up to this entry was read.
  boolean hasReached(StreamEntryId entry) {
    return position.compareTo(entry) >= 0;
  }
}
