package com.upcoach.access;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/// The caller of the current request: set by the session check, read by the resource method.
@RequestScoped
public class CurrentCaller {

  private Optional<Caller> caller = Optional.empty();

  /// Sets the caller after its session was accepted.
  public void signedIn(Caller accepted) {
    caller = Optional.of(accepted);
  }

  /// The caller; empty if no member is signed in.
  public Optional<Caller> find() {
    return caller;
  }

  /// The signed-in caller.
  ///
  /// @throws IllegalStateException if no member is signed in, on a public route
  public Caller get() {
    return caller.orElseThrow(
        () -> new IllegalStateException("no member is signed in on this public route"));
  }
}
