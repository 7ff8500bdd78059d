package com.upcoach.graph;

import com.upcoach.access.Caller;
import com.upcoach.ratelimit.RateLimits.Client;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// Who asks, in one operation, and what the answer shows.
///
/// @param signedIn empty for a visitor, who gets no further than fields open to all
/// @param now when the operation began: all of an answer is of one moment
/// @param shown is told whose data is about to be read
/// @param network that the request came from
public record GraphContext(
    Optional<Caller> signedIn, Instant now, Shown shown, Client.Address network) {

  /// What the answer will show of others; told before it is read.
  public interface Shown {
    /// Something of another member: its habits, or what it checked in.
    void member(UUID memberId);

    /// Who is in a group.
    void group(UUID groupId);

    /// Something whose changes nobody tells of: the answer is not to be kept.
    void changesUntold();

    /// Whether it matters to anybody: what is only seen once need not be told.
    boolean matters();
  }

  /// The signed-in caller.
  ///
  /// @throws IllegalStateException for a visitor, whom the rules of fields keep out
  public Caller caller() {
    return signedIn.orElseThrow(
        () -> new IllegalStateException("this field is open to all and has no caller"));
  }

  /// The caller's id.
  public UUID memberId() {
    return caller().memberId();
  }

  /// The date on the caller's wall.
  public LocalDate today() {
    return caller().dayAt(now);
  }
}
