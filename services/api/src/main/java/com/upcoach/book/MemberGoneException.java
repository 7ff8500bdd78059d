package com.upcoach.book;

/// Signals that the member was deleted while a request of it was in flight.
public final class MemberGoneException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MemberGoneException() {
    super("the member was deleted", null, false, false);
  }
}
