package com.upcoach.coalesce.cache;

import io.vertx.core.Future;
import java.util.Optional;

/// The right and the duty to make an answer. One of [#keep] and [#leave] has to be called: others
/// wait for it.
public interface Ticket {
  /// Says that the answer is made of something more than was said when it was looked for. To be
  /// said before that is read; whoever looks for the answer need not know of it.
  void alsoOf(Tag tag);

  /// Keeps the answer, unless what it was made of has changed since the ticket was given, and
  /// hands it to those who wait.
  void keep(CachedResponse answer);

  /// The answer as another node has made it. Then it is kept here too, and those who wait have
  /// it; the ticket has been used.
  ///
  /// @return empty where there is none: the caller is to make it
  Future<Optional<CachedResponse>> elsewhere();

  /// Lets those who wait make their own; nothing happens where the answer was kept.
  void leave();
}
