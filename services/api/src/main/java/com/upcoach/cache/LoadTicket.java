package com.upcoach.cache;

import com.upcoach.coalesce.cache.Ticket;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// Ticket of a request that has to load a response, for itself and for the requests that wait for
/// it.
public final class LoadTicket {

  private static final String KEY = LoadTicket.class.getName();

  private LoadTicket() {}

  /// Attaches a ticket to a request.
  public static void attach(RoutingContext request, Ticket ticket) {
    request.put(KEY, ticket);
  }

  /// @return empty if the response is not to be cached
  public static Optional<Ticket> of(RoutingContext request) {
    return Optional.ofNullable(request.get(KEY));
  }

  /// Abandons the load: the response is not cached, and waiting requests load their own.
  public static void abandon(RoutingContext request) {
    of(request).ifPresent(Ticket::abandon);
    request.remove(KEY);
  }
}
