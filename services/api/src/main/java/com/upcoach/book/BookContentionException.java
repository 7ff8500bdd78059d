package com.upcoach.book;

import java.util.UUID;

/// So many writers changed one member's book at once that this one never came first.
public final class BookContentionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BookContentionException(UUID memberId) {
    super("the book of member " + memberId + " is being changed by too many writers at once");
  }
}
