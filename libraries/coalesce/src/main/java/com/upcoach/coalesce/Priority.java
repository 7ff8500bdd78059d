package com.upcoach.coalesce;

/// Priority of work that waits for the same lane. Strict: earlier constants always go before later
/// ones.
public enum Priority {
  /// A write whose author waits for the acknowledgement.
  WRITE,
  /// A read that a person waits for.
  READ,
  /// A query over many rows that a person waits for.
  ANALYSIS,
  /// Background work, such as cache warming, that nobody waits for.
  WARMING
}
