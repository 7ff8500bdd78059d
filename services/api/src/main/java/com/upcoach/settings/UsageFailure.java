package com.upcoach.settings;

/// The command was called with something it cannot use. The message is one line that says what was
/// wrong, where, and what to do.
public final class UsageFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UsageFailure(String message) {
    super(message);
  }

  public UsageFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
