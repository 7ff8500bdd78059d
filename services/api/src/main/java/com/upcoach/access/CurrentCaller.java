package com.upcoach.access;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;

/// Carries the caller from the session check to the resource method of the same request.
@RequestScoped
public class CurrentCaller {

  private Optional<Caller> caller = Optional.empty();

  /// Set once a session has been accepted.
  public void signedIn(Caller accepted) {
    caller = Optional.of(accepted);
  }

  /// The caller, empty where nobody is signed in.
  public Optional<Caller> find() {
    return caller;
  }

  /// The signed-in caller.
  ///
  /// @throws IllegalStateException on a route open to all, where nobody needs to be signed in
  public Caller get() {
    return caller.orElseThrow(
        () -> new IllegalStateException("this route is open to all and has no caller"));
  }
}
