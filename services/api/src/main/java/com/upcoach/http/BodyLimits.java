package com.upcoach.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import com.upcoach.route.BodyLimit;
import com.upcoach.route.MatchedRequest;
import com.upcoach.route.Route;
import com.upcoach.settings.Settings;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Refuses a body that is too large by its `Content-Length`, before any of it is read.
///
/// The limit of the HTTP server itself, which comes later, closes the connection without a
/// response.
@Singleton
public final class BodyLimits implements RequestStep {

  private static final long CREDENTIALS = 4 * 1024;
  private static final long GRAPHQL = 256 * 1024;

  private final long usual;
  private final long imports;
  private final ObjectMapper json;

  BodyLimits(Settings settings, ObjectMapper json) {
    this.usual = settings.bodyLimitBytes();
    this.imports = settings.importLimitBytes();
    this.json = json;
  }

  @Override
  public void handle(RoutingContext request, Runnable next) {
    BodyLimit.Size size =
        MatchedRequest.of(request).route().map(Route::bodyLimit).orElse(BodyLimit.Size.DEFAULT);
    Optional<Problem> refusal = refusal(request.request(), bytes(size));
    if (refusal.isEmpty()) {
      next.run();
      return;
    }
    request
        .response()
        .setStatusCode(refusal.get().kind().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .putHeader(HttpHeaders.CONNECTION, "close")
        .end(text(refusal.get()));
  }

  private Optional<Problem> refusal(HttpServerRequest request, long limit) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
          ? Optional.empty()
          : Optional.of(
              Problem.of(
                  ProblemKind.LENGTH_REQUIRED,
                  "Send the body with its Content-Length, not in chunks."));
    }
    return Long.parseLong(length) <= limit
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                ProblemKind.BODY_TOO_LARGE,
                "The body has %s bytes; this route takes at most %d.".formatted(length, limit)));
  }

  private long bytes(BodyLimit.Size size) {
    return switch (size) {
      case DEFAULT -> usual;
      case CREDENTIALS -> Math.min(CREDENTIALS, usual);
      case GRAPHQL -> Math.min(GRAPHQL, usual);
      case IMPORT -> imports;
    };
  }

  private String text(Problem problem) {
    try {
      return json.writeValueAsString(problem.json());
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("a problem must be JSON", broken);
    }
  }
}
