package com.upcoach.delivery;

import com.upcoach.access.Caller;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.LoadTicket;
import com.upcoach.cache.MemberResponseCache;
import com.upcoach.coalesce.cache.CachedResponse;
import com.upcoach.coalesce.cache.ResponseCache;
import com.upcoach.coalesce.cache.Ticket;
import com.upcoach.http.RequestStep;
import com.upcoach.route.MatchedRequest;
import com.upcoach.session.Sessions;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Serves cached responses, and makes one request load a missing response for all that wait for it.
///
/// Most cache hits never reach this filter: [CacheFastPath] serves them before the request is
/// decoded. On a miss the request goes on with a ticket; [#send] and [CachedResponseFilter] store
/// what it loads. A request that is unusual (it has a body, or asks for another media type) is not
/// cached.
@Singleton
public final class ResponseCacheFilter implements RequestStep {

  private static final double NANOS = 1e9;
  private static final String NAME = "UpCoach; ";

  /// This request loaded the response and stored it.
  static final String STORED = NAME + "fwd=miss; stored";

  /// Another request loaded the response meanwhile.
  private static final String COLLAPSED = NAME + "fwd=miss; collapsed";

  /// Another node loaded the response.
  private static final String SHARED = "UpCoach-shared; hit, " + STORED;

  private final MemberResponseCache cache;
  private final Sessions sessions;

  ResponseCacheFilter(MemberResponseCache cache, Sessions sessions) {
    this.cache = cache;
    this.sessions = sessions;
  }

  @Override
  public void handle(RoutingContext context, Runnable next) {
    Optional<CachePolicy> policy = policy(context);
    Optional<String> token =
        policy.isPresent() ? MatchedRequest.of(context).token() : Optional.empty();
    if (token.isEmpty()) {
      next.run();
      return;
    }
    sessions
        .authenticate(token.get())
        .subscribe()
        .with(
            caller -> look(context, next, policy.get(), caller),
            // The resource looks the session up again, and reports the failure.
            failure -> next.run());
  }

  /// The policy of a request whose response may be cached. With the cache off, no session is looked
  /// up here.
  private Optional<CachePolicy> policy(RoutingContext context) {
    HttpServerRequest request = context.request();
    return isUsual(request)
        ? MatchedRequest.of(context)
            .route()
            .flatMap(route -> route.cachePolicy(request.query()))
            .filter(policy -> cache.share(policy) > 0)
        : Optional.empty();
  }

  private static boolean isUsual(HttpServerRequest request) {
    if (!request.method().equals(HttpMethod.GET) || hasBody(request)) {
      return false;
    }
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept == null || accept.equals("*/*") || accept.equals("application/json");
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return (length != null && !length.equals("0"))
        || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
  }

  private void look(
      RoutingContext context, Runnable next, CachePolicy policy, Optional<Caller> caller) {
    if (caller.isEmpty() || !cache.takes(policy, caller.get().memberId())) {
      next.run();
      return;
    }
    HttpServerRequest request = context.request();
    Optional<ResponseCache.Lookup> found =
        cache.find(policy, caller.get(), request.path(), request.query());
    if (found.isEmpty()) {
      next.run();
      return;
    }
    switch (found.get()) {
      case ResponseCache.Hit hit -> sendCached(context, hit.response(), hit(hit));
      case ResponseCache.Follow follow -> {
        Context own = context.vertx().getOrCreateContext();
        // The request that loads the response may be on another event loop.
        follow
            .response()
            .onComplete(
                loaded ->
                    own.runOnContext(now -> sendOrLoad(context, next, loaded.result(), COLLAPSED)));
      }
      case ResponseCache.Lead lead -> lead(context, next, lead.ticket());
    }
  }

  private static void lead(RoutingContext context, Runnable next, Ticket ticket) {
    if (context.response().closed()) {
      // The client has gone during the session's look-up: no end of the request follows.
      ticket.abandon();
      return;
    }
    LoadTicket.attach(context, ticket);
    // Other requests wait for it, whether this one succeeds, fails or is cancelled.
    context.addEndHandler(ended -> ticket.abandon());
    Future<Optional<CachedResponse>> elsewhere = ticket.fromSharedCache();
    if (elsewhere.isComplete()) {
      sendOrLoad(context, next, elsewhere.result(), SHARED);
      return;
    }
    Context own = context.vertx().getOrCreateContext();
    elsewhere.onComplete(
        found -> own.runOnContext(now -> sendOrLoad(context, next, found.result(), SHARED)));
  }

  private static void sendOrLoad(
      RoutingContext context, Runnable next, Optional<CachedResponse> loaded, String cacheStatus) {
    if (loaded.isPresent()) {
      sendCached(context, loaded.get(), cacheStatus);
    } else {
      next.run();
    }
  }

  /// The `Cache-Status` of a hit, with the seconds until its response expires.
  static String hit(ResponseCache.Hit hit) {
    return NAME + "hit; ttl=" + Math.round(hit.remaining() / NANOS);
  }

  /// Sends the JSON of a response that this request has loaded, and stores it where it has a
  /// ticket.
  public void send(RoutingContext context, byte[] json) {
    Optional<CachedResponse> stored = store(context, json, null);
    if (stored.isPresent()) {
      sendCached(context, stored.get(), STORED);
    } else {
      send(
          context,
          ConditionalResponse.uncached(
              new CachedResponse(json), context.request().getHeader(HttpHeaders.IF_NONE_MATCH)));
    }
  }

  /// Whether this request has a ticket: its response is to be stored.
  boolean isToBeStored(RoutingContext context) {
    return LoadTicket.of(context).isPresent();
  }

  /// Stores the JSON that a request has loaded, where it has a ticket.
  ///
  /// @param link the header `Link`, or null
  /// @return the stored response, which is to be sent
  Optional<CachedResponse> store(RoutingContext context, byte[] json, String link) {
    return store(context, new CachedResponse(json, link));
  }

  /// Stores that there is nothing, for a short time.
  ///
  /// @param problem the JSON that says so
  void storeAbsent(RoutingContext context, byte[] problem) {
    store(context, CachedResponse.absent(problem));
  }

  private static Optional<CachedResponse> store(RoutingContext context, CachedResponse response) {
    Optional<Ticket> ticket = LoadTicket.of(context);
    ticket.ifPresent(one -> one.store(response));
    return ticket.map(one -> response);
  }

  private static void sendCached(
      RoutingContext context, CachedResponse response, String cacheStatus) {
    HttpServerRequest request = context.request();
    send(
        context,
        ConditionalResponse.cached(
            response,
            request.getHeader(HttpHeaders.IF_NONE_MATCH),
            request.getHeader(HttpHeaders.ACCEPT_ENCODING),
            cacheStatus));
  }

  private static void send(RoutingContext context, ConditionalResponse conditional) {
    // The session's look-up had paused it.
    context.request().resume();
    HttpServerResponse response = context.response().setStatusCode(conditional.status());
    conditional.headers(response::putHeader);
    if (conditional.hasBody()) {
      response.end(Buffer.buffer(conditional.body()));
    } else {
      response.end();
    }
  }
}
