package com.upcoach.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.edge.BodyBudget;
import com.upcoach.edge.Problem;
import com.upcoach.edge.ProblemKind;
import com.upcoach.edge.RateLimits.Client;
import com.upcoach.session.SessionFilter;
import com.upcoach.session.SessionResource;
import com.upcoach.session.Sessions;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Admits request bodies before any of them is read: nobody without a session may send one,
/// except to the routes that sign in and register, and all bodies in flight share one budget.
///
/// A refused body is not read: the connection ends.
@Singleton
final class BodyAdmission {

    /// Behind [BodyLimits], ahead of everything that reads a body.
    private static final int ORDER = 950;

    /// Routes that take a body from anybody, as the contract has them.
    static final Set<String> FOR_ANYBODY =
            Set.of("POST /v1/sessions", "POST /v1/members", "POST /graphql");

    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s;\"]*)", Pattern.CASE_INSENSITIVE);

    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("Retry-After");
    private static final CharSequence ONE_SECOND = HttpHeaders.createOptimized("1");
    private static final CharSequence PROBLEM =
            HttpHeaders.createOptimized("application/problem+json");

    private final BodyBudget budget;
    private final Clients clients;
    private final Sessions sessions;
    private final ObjectMapper json;

    BodyAdmission(BodyBudget budget, Clients clients, Sessions sessions, ObjectMapper json) {
        this.budget = budget;
        this.clients = clients;
        this.sessions = sessions;
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, ORDER);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        long bytes = length == null ? 0 : Long.parseLong(length);
        if (bytes == 0) {
            context.next();
            return;
        }
        if (!isUtf8(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            refuse(
                    context,
                    Problem.of(
                            ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                            "JSON is taken in UTF-8 alone: leave charset out, or make it utf-8."));
            return;
        }
        Client client = clients.of(request);
        if (client instanceof Client.Member || isForAnybody(request)) {
            admit(context, client, bytes);
            return;
        }
        Optional<String> token = token(request);
        if (token.isEmpty()) {
            refuse(
                    context,
                    Problem.of(
                            ProblemKind.NOT_SIGNED_IN,
                            "Sign in with POST /v1/sessions and send its token as Authorization:"
                                    + " Bearer."));
            return;
        }
        sessions.recognise(token.get())
                .subscribe()
                .with(
                        caller -> {
                            if (caller.isEmpty()) {
                                refuse(
                                        context,
                                        Problem.of(
                                                ProblemKind.SESSION_EXPIRED,
                                                "Sign in again: this session is not known, was"
                                                        + " ended or has expired."));
                            } else {
                                admit(context, new Client.Member(caller.get().memberId()), bytes);
                            }
                        },
                        // The route itself looks the session up again, and says what failed.
                        _ -> admit(context, client, bytes));
    }

    private static Optional<String> token(HttpServerRequest request) {
        return SessionFilter.token(
                request.getHeader(HttpHeaders.AUTHORIZATION),
                () ->
                        Optional.ofNullable(request.getCookie(SessionResource.COOKIE))
                                .map(Cookie::getValue));
    }

    private static boolean isForAnybody(HttpServerRequest request) {
        return FOR_ANYBODY.contains(request.method().name() + " " + request.path());
    }

    /// Whether a type leaves the charset open, or names UTF-8. Files may be in any.
    static boolean isUtf8(String contentType) {
        if (contentType == null
                || contentType.regionMatches(true, 0, "multipart/", 0, "multipart/".length())) {
            return true;
        }
        var charset = CHARSET.matcher(contentType);
        while (charset.find()) {
            if (!charset.group(1).toLowerCase(Locale.ROOT).equals("utf-8")) {
                return false;
            }
        }
        return true;
    }

    private void admit(RoutingContext context, Client client, long bytes) {
        switch (budget.take(client, bytes)) {
            case BodyBudget.Granted granted -> {
                context.addEndHandler(_ -> granted.release());
                context.next();
            }
            case BodyBudget.ClientIsFull _ ->
                    refuseForNow(
                            context,
                            Problem.of(
                                    ProblemKind.TOO_MANY_REQUESTS,
                                    "Nothing was done: you send more at once than one client may."
                                            + " Send it again when the others are answered."));
            case BodyBudget.AllAreFull _ ->
                    refuseForNow(
                            context,
                            Problem.of(
                                    ProblemKind.TOO_BUSY,
                                    "Nothing was done: too much is being sent at this moment. Send"
                                            + " it again."));
        }
    }

    private void refuseForNow(RoutingContext context, Problem problem) {
        context.response().putHeader(RETRY_AFTER, ONE_SECOND);
        refuse(context, problem);
    }

    private void refuse(RoutingContext context, Problem problem) {
        context.response()
                .setStatusCode(problem.kind().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(Buffer.buffer(json.valueToTree(problem.wire()).toString().getBytes(UTF_8)));
    }
}
