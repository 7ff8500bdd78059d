package com.upcoach.book;

/// The member was deleted while a request of it was under way.
public final class MemberGoneException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MemberGoneException() {
    super("the member is gone", null, false, false);
  }
}
