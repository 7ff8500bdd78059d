package com.upcoach.settings;

/// A mistake in the use of a command: an invalid argument or setting. The message is one line that
/// says what was wrong, where, and what to do.
public final class UsageFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public UsageFailure(String message) {
    super(message);
  }

  public UsageFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
