package com.upcoach.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.edge.Problem;
import com.upcoach.edge.ProblemKind;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Refuses a body that is too large by what it announces, before any of it is read.
@Singleton
final class BodyLimits {

    /// Ahead of the transport's own limit, which answers without a word.
    private static final int BEFORE_ALL_ELSE = 1_000;

    private static final String IMPORTS = "/v1/imports";
    private static final String GRAPH = "/graphql";

    /// Several operations, each with its document and variables.
    private static final long MOST_OF_GRAPH = 256 * 1024;

    private final long usual;
    private final long imports;
    private final ObjectMapper json;

    BodyLimits(Settings settings, ObjectMapper json) {
        this.usual = settings.bodyLimitBytes();
        this.imports = settings.importLimitBytes();
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_ELSE);
    }

    private void check(RoutingContext request) {
        Optional<Problem> refusal = refusal(request.request());
        if (refusal.isEmpty()) {
            request.next();
            return;
        }
        request.response()
                .setStatusCode(refusal.get().kind().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(text(refusal.get()));
    }

    private Optional<Problem> refusal(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
                    ? Optional.empty()
                    : Optional.of(
                            Problem.of(
                                    ProblemKind.LENGTH_REQUIRED,
                                    "Send the body with its Content-Length, not in chunks."));
        }
        long limit = limit(request.path());
        return Long.parseLong(length) <= limit
                ? Optional.empty()
                : Optional.of(
                        Problem.of(
                                ProblemKind.BODY_TOO_LARGE,
                                "The body has %s bytes; this route takes at most %d."
                                        .formatted(length, limit)));
    }

    private long limit(String path) {
        if (path.startsWith(IMPORTS)) {
            return imports;
        }
        return path.equals(GRAPH) ? Math.min(MOST_OF_GRAPH, usual) : usual;
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(problem.wire());
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a problem must be JSON", broken);
        }
    }
}
