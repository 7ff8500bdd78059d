package com.upcoach.graph;

import com.upcoach.access.Caller;
import com.upcoach.ratelimit.RateLimits.Client;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/// The context of one operation: its caller, its time, and the dependencies of its response.
///
/// @param signedIn the caller; empty for an anonymous one, who can request only public fields
/// @param now the start of the operation: all fields of a response refer to this instant
/// @param dependencies records whose data the response shows
/// @param network the network from which the request came
public record GraphContext(
    Optional<Caller> signedIn, Instant now, Dependencies dependencies, Client.Address network) {

  /// Records the data of others on which the response depends, for cache invalidation. Each method
  /// must be called before the data is read.
  public interface Dependencies {
    /// The response shows data of another member: its habits or check-ins.
    void member(UUID memberId);

    /// The response shows the members of a group.
    void group(UUID groupId);

    /// The response shows data whose changes invalidate nothing, so it must not be cached.
    void notCacheable();

    /// Whether dependencies are recorded at all; if not, callers may skip the other methods.
    boolean isRecording();
  }

  /// The signed-in caller.
  ///
  /// @throws IllegalStateException for an anonymous caller, whom the fields' access rules refuse
  public Caller caller() {
    return signedIn.orElseThrow(
        () -> new IllegalStateException("no member is signed in on this public field"));
  }

  /// The caller's id.
  public UUID memberId() {
    return caller().memberId();
  }

  /// Today in the caller's time zone.
  public LocalDate today() {
    return caller().dayAt(now);
  }
}
