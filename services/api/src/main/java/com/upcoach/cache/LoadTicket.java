package com.upcoach.cache;

import com.upcoach.coalesce.cache.Ticket;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// The ticket of a request that is to make an answer, for itself and for those who wait for it.
public final class LoadTicket {

  private static final String KEY = LoadTicket.class.getName();

  private LoadTicket() {}

  /// Gives a request its ticket.
  public static void give(RoutingContext request, Ticket ticket) {
    request.put(KEY, ticket);
  }

  /// @return empty where the answer is not to be kept
  public static Optional<Ticket> of(RoutingContext request) {
    return Optional.ofNullable(request.get(KEY));
  }

  /// Has the answer not kept after all; those who wait make their own.
  public static void giveBack(RoutingContext request) {
    of(request).ifPresent(Ticket::leave);
    request.remove(KEY);
  }
}
