package com.upcoach.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.edge.Problem;
import com.upcoach.edge.ProblemKind;
import com.upcoach.edge.RateLimits;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;

/// Refuses a client that asks more often than one may, before its session is looked up and its
/// body is read, and tells the others what they have left.
///
/// What [KeptAtOnce] gives does not come here: it costs less than to count it.
@Singleton
final class RateLimiting {

    /// Ahead of [CachedAnswers]: who asks too often is not to have what is kept looked for.
    private static final int ORDER = 2_200;

    /// What the machine that runs us asks, to see whether it has to be started anew.
    private static final Set<String> NEVER_LIMITED = Set.of("/livez", "/readyz");

    /// Where a password is hashed: the dearest that anybody may ask for.
    private static final Set<String> WITH_A_PASSWORD =
            Set.of("/v1/sessions", "/v1/members", "/v1/me/password");

    private static final int COST_OF_A_PASSWORD = 10;

    private static final CharSequence POLICY = HttpHeaders.createOptimized("RateLimit-Policy");
    private static final CharSequence LEFT = HttpHeaders.createOptimized("RateLimit");
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("Retry-After");
    private static final CharSequence PROBLEM =
            HttpHeaders.createOptimized("application/problem+json");

    private static final long SECOND = 1_000_000_000L;

    private final RateLimits limits;
    private final Clients clients;
    private final CharSequence policy;
    private final byte[] refusal;

    RateLimiting(RateLimits limits, Clients clients, ObjectMapper json) {
        this.limits = limits;
        this.clients = clients;
        this.policy =
                HttpHeaders.createOptimized(
                        "\"default\";q=%d;w=%d"
                                .formatted(limits.burst(), seconds(limits.filling())));
        Problem tooOften =
                Problem.of(
                        ProblemKind.TOO_MANY_REQUESTS,
                        "Nothing was done: you ask more often than one client may. Send it again"
                                + " after the seconds in Retry-After, and watch RateLimit.");
        this.refusal = json.valueToTree(tooOften.wire()).toString().getBytes(UTF_8);
    }

    void register(@Observes Filters filters) {
        if (limits.isOn()) {
            filters.register(this::check, ORDER);
        }
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (NEVER_LIMITED.contains(request.path())) {
            context.next();
            return;
        }
        RateLimits.Taken taken = limits.take(clients.of(request), cost(request));
        context.response()
                .putHeader(POLICY, policy)
                .putHeader(LEFT, "\"default\";r=" + taken.left() + ";t=" + seconds(taken.full()));
        if (taken.granted()) {
            context.next();
        } else {
            refuse(context, taken);
        }
    }

    private static int cost(HttpServerRequest request) {
        return !request.method().equals(HttpMethod.GET) && WITH_A_PASSWORD.contains(request.path())
                ? COST_OF_A_PASSWORD
                : 1;
    }

    private void refuse(RoutingContext context, RateLimits.Taken taken) {
        context.request().resume();
        context.response()
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
