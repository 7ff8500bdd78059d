package com.upcoach.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.ratelimit.RateLimits;
import com.upcoach.route.MatchedRequest;
import com.upcoach.route.RateLimitCost;
import com.upcoach.route.Route;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;

/// Counts each request for its client, and refuses those beyond the rate limit before their session
/// is looked up and their body is read. The response of any other request says how many are left.
///
/// Responses of the fast path are not counted: counting would cost more than they do.
@Singleton
public final class RateLimitFilter implements RequestStep {

  private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
  private static final CharSequence LEFT = HttpHeaders.createOptimized("RateLimit");
  private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("Retry-After");
  private static final CharSequence PROBLEM =
      HttpHeaders.createOptimized("application/problem+json");

  private static final long SECOND = 1_000_000_000L;

  private final RateLimits limits;
  private final ClientIdentity clients;
  private final CharSequence policy;
  private final byte[] refusal;

  RateLimitFilter(RateLimits limits, ClientIdentity clients, ObjectMapper json) {
    this.limits = limits;
    this.clients = clients;
    this.policy =
        HttpHeaders.createOptimized(
            "\"default\";q=%d;w=%d".formatted(limits.burst(), seconds(limits.fillTime())));
    Problem tooOften =
        Problem.of(
            ProblemKind.TOO_MANY_REQUESTS,
            "Nothing was done: you ask more often than one client may. Send it again"
                + " after the seconds in Retry-After, and watch RateLimit.");
    this.refusal = json.valueToTree(tooOften.json()).toString().getBytes(UTF_8);
  }

  @Override
  public void handle(RoutingContext context, Runnable next) {
    if (grants(context)) {
      next.run();
    }
  }

  /// Counts a request that was matched with its route.
  ///
  /// @return whether it may go on; where it may not, it is answered
  boolean grants(RoutingContext context) {
    int cost =
        MatchedRequest.of(context).route().map(Route::rateLimitCost).orElse(RateLimitCost.DEFAULT);
    if (!limits.isEnabled() || cost == RateLimitCost.FREE) {
      return true;
    }
    RateLimits.Decision taken = limits.take(clients.of(context), cost);
    context
        .response()
        .putHeader(POLICY, policy)
        .putHeader(LEFT, "\"default\";r=" + taken.left() + ";t=" + seconds(taken.full()));
    if (!taken.granted()) {
      refuse(context, taken);
    }
    return taken.granted();
  }

  private void refuse(RoutingContext context, RateLimits.Decision taken) {
    context.request().resume();
    context
        .response()
        .setStatusCode(ProblemKind.TOO_MANY_REQUESTS.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM)
        .putHeader(RETRY_AFTER, String.valueOf(seconds(taken.retryAfter())))
        .end(Buffer.buffer(refusal));
  }

  /// Whole seconds after which it is over for certain.
  private static long seconds(Duration time) {
    return Math.ceilDiv(time.toNanos(), SECOND);
  }
}
