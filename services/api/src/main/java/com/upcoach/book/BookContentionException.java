package com.upcoach.book;

import java.util.UUID;

/// Signals contention: so many writers changed one member's book concurrently that this write
/// failed on every retry, or found the queue full.
public final class BookContentionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BookContentionException(UUID memberId) {
    super("too many concurrent changes of the habits and check-ins of member " + memberId);
  }
}
