package com.upcoach.delivery;

import com.upcoach.access.Caller;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.LoadTicket;
import com.upcoach.cache.MemberResponseCache;
import com.upcoach.coalesce.cache.CachedResponse;
import com.upcoach.coalesce.cache.ContentEncoding;
import com.upcoach.coalesce.cache.ResponseCache;
import com.upcoach.coalesce.cache.Ticket;
import com.upcoach.paging.PageLinks;
import com.upcoach.session.SessionFilter;
import com.upcoach.session.Sessions;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Answers from the cache where an answer is kept, and has the others kept as they are made. Most
/// of what is kept does not come here: [CacheFastPath] gives it before the request is decoded.
///
/// A request that is to make an answer goes on its way; [#made] is where the answer comes by,
/// whoever made it. What is unusual about a request (a body, another form of answer) goes the
/// long way and is not kept.
@Singleton
final class ResponseCacheFilter {

  /// Ahead of [Admission]: what is kept costs less than a refusal.
  private static final int ORDER = 2_100;

  private static final int NOT_MODIFIED = 304;
  private static final int NOT_FOUND = 404;

  static final CharSequence JSON = HttpHeaders.createOptimized("application/json;charset=UTF-8");
  private static final CharSequence PROBLEM =
      HttpHeaders.createOptimized("application/problem+json");
  private static final CharSequence CACHE_STATUS = HttpHeaders.createOptimized("Cache-Status");

  /// Kept by the caller alone, and asked for again each time: with the tag that costs next to
  /// nothing.
  static final CharSequence OWN = HttpHeaders.createOptimized("private, no-cache");

  static final CharSequence BY_ENCODING = HttpHeaders.createOptimized("Accept-Encoding");

  private static final double NANOS = 1e9;
  private static final String NAME = "UpCoach; ";

  /// The answer was there; how many seconds it is good for comes after.
  static final String HIT = NAME + "hit; ttl=";

  /// The caller made the answer, and it is kept.
  static final String STORED = NAME + "fwd=miss; stored";

  /// Another node made it.
  private static final String SHARED = "UpCoach-shared; hit, " + STORED;

  private final MemberResponseCache answers;
  private final Sessions sessions;

  ResponseCacheFilter(MemberResponseCache answers, Sessions sessions) {
    this.answers = answers;
    this.sessions = sessions;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, ORDER);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    Optional<CachePolicy> policy =
        isUsual(request)
            // Who keeps nothing looks no session up for it.
            ? CachePolicy.of(request.path())
                .filter(one -> one.takes(request.query()))
                .filter(one -> answers.share(one) > 0)
            : Optional.empty();
    Optional<String> token = policy.isPresent() ? SessionFilter.token(context) : Optional.empty();
    if (token.isEmpty()) {
      context.next();
      return;
    }
    sessions
        .recognise(token.get())
        .subscribe()
        .with(
            caller -> look(context, policy.get(), caller),
            // Whoever cannot be recognised now is told so on the long way.
            failure -> context.next());
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

  private void look(RoutingContext context, CachePolicy policy, Optional<Caller> caller) {
    if (caller.isEmpty() || !answers.takes(policy, caller.get().memberId())) {
      context.next();
      return;
    }
    HttpServerRequest request = context.request();
    Optional<ResponseCache.Found> found =
        answers.find(policy, caller.get(), request.path(), request.query());
    if (found.isEmpty()) {
      context.next();
      return;
    }
    switch (found.get()) {
      case ResponseCache.Hit hit -> send(context, hit.response(), HIT + seconds(hit));
      case ResponseCache.Follow follow -> {
        Context own = context.vertx().getOrCreateContext();
        // Who makes the answer may be on another event loop.
        follow
            .response()
            .onComplete(made -> own.runOnContext(now -> follow(context, made.result())));
      }
      case ResponseCache.Lead lead -> lead(context, lead.ticket());
    }
  }

  private static void lead(RoutingContext context, Ticket ticket) {
    LoadTicket.attach(context, ticket);
    // However the request ends: others wait for it.
    context.addEndHandler(ended -> ticket.abandon());
    Future<Optional<CachedResponse>> elsewhere = ticket.fromSharedCache();
    if (elsewhere.isComplete()) {
      take(context, elsewhere.result());
      return;
    }
    Context own = context.vertx().getOrCreateContext();
    elsewhere.onComplete(found -> own.runOnContext(now -> take(context, found.result())));
  }

  private static void take(RoutingContext context, Optional<CachedResponse> elsewhere) {
    if (elsewhere.isPresent()) {
      send(context, elsewhere.get(), SHARED);
    } else {
      context.next();
    }
  }

  static long seconds(ResponseCache.Hit hit) {
    return Math.round(hit.remaining() / NANOS);
  }

  private static void follow(RoutingContext context, Optional<CachedResponse> made) {
    if (made.isPresent()) {
      send(context, made.get(), NAME + "fwd=miss; collapsed");
    } else {
      context.next();
    }
  }

  /// Sends the JSON of an answer that was just made, as the caller takes it, and has it kept
  /// where it is to be.
  void made(RoutingContext context, byte[] json) {
    Optional<CachedResponse> kept = keep(context, json);
    if (kept.isPresent()) {
      send(context, kept.get(), STORED);
      return;
    }
    CachedResponse answer = new CachedResponse(json);
    send(context, answer, answer.body(ContentEncoding.IDENTITY));
  }

  /// Whether the answer to this request is to be kept.
  boolean isToKeep(RoutingContext context) {
    return LoadTicket.of(context).isPresent();
  }

  /// Has the JSON kept that a request has made, if it was to be.
  ///
  /// @return the answer to send instead
  Optional<CachedResponse> keep(RoutingContext context, byte[] json) {
    return keep(context, json, null);
  }

  /// The same with what goes in its header `Link`, or null for none.
  Optional<CachedResponse> keep(RoutingContext context, byte[] json, String link) {
    return keep(context, new CachedResponse(json, link));
  }

  /// The same for the problem that says that there is nothing.
  void keepAbsent(RoutingContext context, byte[] problem) {
    keep(context, CachedResponse.absent(problem));
  }

  private static Optional<CachedResponse> keep(RoutingContext context, CachedResponse answer) {
    Optional<Ticket> ticket = LoadTicket.of(context);
    ticket.ifPresent(one -> one.store(answer));
    return ticket.map(one -> answer);
  }

  private static void sendAbsent(RoutingContext context, CachedResponse answer, String status) {
    context.request().resume();
    context
        .response()
        .setStatusCode(NOT_FOUND)
        .putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM)
        .putHeader(CACHE_STATUS, status)
        .end(Buffer.buffer(answer.body(ContentEncoding.IDENTITY).bytes()));
  }

  private static void send(RoutingContext context, CachedResponse answer, String status) {
    if (answer.isAbsent()) {
      sendAbsent(context, answer, status);
      return;
    }
    context.response().putHeader(HttpHeaders.VARY, BY_ENCODING).putHeader(CACHE_STATUS, status);
    String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
    send(context, answer, answer.body(ContentEncoding.best(accepted)));
  }

  private static void send(
      RoutingContext context, CachedResponse answer, CachedResponse.Body body) {
    HttpServerRequest request = context.request();
    HttpServerResponse response = context.response();
    request.resume();
    response
        .putHeader(HttpHeaders.ETAG, body.entityTag())
        .putHeader(HttpHeaders.CACHE_CONTROL, OWN);
    String has = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    if (has != null && answer.matchesIfNoneMatch(has)) {
      response.setStatusCode(NOT_MODIFIED).end();
      return;
    }
    if (body.encoding() != ContentEncoding.IDENTITY) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, body.encoding().token());
    }
    if (answer.link() != null) {
      response.putHeader(PageLinks.HEADER, answer.link());
    }
    response.putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(Buffer.buffer(body.bytes()));
  }
}
