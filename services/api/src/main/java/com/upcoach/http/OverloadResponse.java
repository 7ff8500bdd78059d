package com.upcoach.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/// The response to a request that is refused under overload. It is written beforehand: the cost of
/// refusals is taken from the requests that are admitted.
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
    return json.valueToTree(busy.json()).toString().getBytes(UTF_8);
  }

  /// Refuses a request that has not begun, and leaves its body unread.
  public void send(RoutingContext context) {
    send(context, refused);
  }

  /// Refuses a read whose deadline has passed.
  public void sendLate(RoutingContext context) {
    send(context, late);
  }

  /// Refuses a change that has not begun, as the disk is nearly full.
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
