package com.upcoach.json;

import com.upcoach.outcome.Outcome;
import com.upcoach.outcome.Refusal;
import com.upcoach.outcome.RetryLater;
import com.upcoach.problem.Problem;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/// Converts the outcome of a use case into an HTTP response.
public interface Responses {

  /// The problem for a refusal.
  Problem problem(Refusal refusal);

  /// The response for a problem.
  static Response response(Problem problem) {
    return Response.status(problem.kind().status())
        .type("application/problem+json")
        .entity(problem.json())
        .build();
  }

  /// 200 with the value, serialized by the writer.
  static <T> Response ok(T value, JsonWriter<T> writer) {
    return Response.ok(new JsonResponse<>(value, writer, false)).build();
  }

  /// 200 with the value, serialized by the writer, or the refusal's problem.
  default <T> Response ok(Outcome<T> outcome, JsonWriter<T> writer) {
    return response(outcome, value -> ok(value, writer));
  }

  /// 200 with the value and its entity tag, which the client's next change sends as `If-Match`, or
  /// the refusal's problem.
  default <T> Response okTagged(Outcome<T> outcome, JsonWriter<T> writer) {
    return response(outcome, value -> tagged(200, value, writer));
  }

  /// 201 with the value and its entity tag, or the refusal's problem.
  default <T> Response createdTagged(Outcome<T> outcome, JsonWriter<T> writer) {
    return response(outcome, value -> tagged(201, value, writer));
  }

  private static <T> Response tagged(int status, T value, JsonWriter<T> writer) {
    return Response.status(status).entity(new JsonResponse<>(value, writer, true)).build();
  }

  /// 200 with the value, or the refusal's problem.
  default Response ok(Outcome<?> outcome) {
    return response(outcome, value -> Response.ok(value).build());
  }

  /// 201 with the value, or the refusal's problem.
  default Response created(Outcome<?> outcome) {
    return response(outcome, value -> Response.status(201).entity(value).build());
  }

  /// 204 without a body, or the refusal's problem.
  default Response noContent(Outcome<?> outcome) {
    return response(outcome, value -> Response.noContent().build());
  }

  private <T> Response response(Outcome<T> outcome, Function<T, Response> success) {
    return switch (outcome) {
      case Outcome.Done<T>(T value) -> success.apply(value);
      case Outcome.Refused<T>(Refusal refusal) -> refused(refusal);
    };
  }

  /// The refusal's problem, with `Retry-After` if the refusal is temporary.
  private Response refused(Refusal refusal) {
    Response response = response(problem(refusal));
    return refusal instanceof RetryLater later
        ? Response.fromResponse(response)
            .header("Retry-After", later.retryAfter().plusMillis(999).toSeconds())
            .build()
        : response;
  }
}
