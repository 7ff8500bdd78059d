package com.upcoach.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.edge.Problem;
import com.upcoach.edge.ProblemKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/// The answer to a request that there is no room for, written beforehand: under more load than
/// fits, what a refusal costs is taken from those who are let in.
@Singleton
final class BusyAnswer {

    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("Retry-After");
    private static final CharSequence ONE_SECOND = HttpHeaders.createOptimized("1");
    private static final CharSequence PROBLEM =
            HttpHeaders.createOptimized("application/problem+json");

    private final byte[] body;
    private final CharSequence length;

    BusyAnswer(ObjectMapper json) {
        Problem busy = Problem.of(ProblemKind.TOO_BUSY, "Nothing was done; send it again.");
        this.body = json.valueToTree(busy.wire()).toString().getBytes(UTF_8);
        this.length = HttpHeaders.createOptimized(Integer.toString(body.length));
    }

    /// Answers, and lets the body go unread.
    void send(RoutingContext context) {
        context.request().resume();
        context.response()
                .setStatusCode(ProblemKind.TOO_BUSY.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM)
                .putHeader(HttpHeaders.CONTENT_LENGTH, length)
                .putHeader(RETRY_AFTER, ONE_SECOND)
                .end(Buffer.buffer(body));
    }
}
