package com.upcoach.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/// Responds to requests with a problem, before their resource is called and their body is read.
@Singleton
final class ProblemResponse {

  private static final CharSequence PROBLEM =
      HttpHeaders.createOptimized("application/problem+json");

  /// The connection is closed rather than a longer body read to its end.
  private static final long LONGEST_DISCARDED = 64 * 1024;

  private static final int LONGEST_NUMBER = 18;

  private final ObjectMapper json;

  ProblemResponse(ObjectMapper json) {
    this.json = json;
  }

  void send(RoutingContext context, Problem problem) {
    HttpServerResponse response = context.response();
    if (canBeDiscarded(context.request())) {
      context.request().resume();
    } else {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    response
        .setStatusCode(problem.kind().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM)
        .end(Buffer.buffer(json.valueToTree(problem.json()).toString().getBytes(UTF_8)));
  }

  private static boolean canBeDiscarded(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
        && (length == null
            || (length.length() <= LONGEST_NUMBER && Long.parseLong(length) <= LONGEST_DISCARDED));
  }
}
