package com.upcoach.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/// The answer to a request that there is no room for, written beforehand: under more load than
/// fits, what a refusal costs is taken from those who are let in.
@Singleton
public final class OverloadResponse {

  private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("Retry-After");
  private static final CharSequence ONE_SECOND = HttpHeaders.createOptimized("1");
  private static final CharSequence PROBLEM =
      HttpHeaders.createOptimized("application/problem+json");

  private final byte[] refused;
  private final byte[] late;
  private final ObjectMapper json;

  OverloadResponse(ObjectMapper json) {
    this.json = json;
    this.refused = written(json, "Nothing was done; send it again.");
    this.late = written(json, "It took too long; send it again.");
  }

  private static byte[] written(ObjectMapper json, String detail) {
    return written(json, Problem.of(ProblemKind.TOO_BUSY, detail));
  }

  private static byte[] written(ObjectMapper json, Problem busy) {
    return json.valueToTree(busy.wire()).toString().getBytes(UTF_8);
  }

  /// Answers one that was not begun, and lets its body go unread.
  public void send(RoutingContext context) {
    send(context, refused);
  }

  /// Answers a read whose deadline has passed.
  public void sendLate(RoutingContext context) {
    send(context, late);
  }

  /// Answers a change that was not begun as there is too little room on the disk.
  public void sendStorageFull(RoutingContext context) {
    send(context, written(json, StorageFailures.problemOfFullDisk()));
  }

  private static void send(RoutingContext context, byte[] body) {
    context.request().resume();
    context
        .response()
        .setStatusCode(ProblemKind.TOO_BUSY.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM)
        .putHeader(RETRY_AFTER, ONE_SECOND)
        .end(Buffer.buffer(body));
  }
}
