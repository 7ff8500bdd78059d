package com.upcoach.json;

import com.upcoach.outcome.Outcome;
import com.upcoach.outcome.Refusal;
import com.upcoach.outcome.RetryLater;
import com.upcoach.problem.Problem;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;

/// Turns what a use case answers into what goes on the wire.
public interface Responses {

  /// The problem that stands for a refusal.
  Problem problem(Refusal refusal);

  /// The response for a problem.
  static Response response(Problem problem) {
    return Response.status(problem.kind().status())
        .type("application/problem+json")
        .entity(problem.wire())
        .build();
  }

  /// 200 with the value as the writer has it.
  static <T> Response ok(T value, JsonWriter<T> writer) {
    return Response.ok(new JsonResponse<>(value, writer, false)).build();
  }

  /// 200 with the value as the writer has it, or the refusal's problem.
  default <T> Response ok(Outcome<T> outcome, JsonWriter<T> writer) {
    return reply(outcome, value -> ok(value, writer));
  }

  /// 200 with the value and its entity tag, by which the next change says what it has seen, or
  /// the refusal's problem.
  default <T> Response okTagged(Outcome<T> outcome, JsonWriter<T> writer) {
    return reply(outcome, value -> tagged(200, value, writer));
  }

  /// 201 with the value and its entity tag, or the refusal's problem.
  default <T> Response createdTagged(Outcome<T> outcome, JsonWriter<T> writer) {
    return reply(outcome, value -> tagged(201, value, writer));
  }

  private static <T> Response tagged(int status, T value, JsonWriter<T> writer) {
    return Response.status(status).entity(new JsonResponse<>(value, writer, true)).build();
  }

  /// 200 with the value, or the refusal's problem.
  default Response ok(Outcome<?> outcome) {
    return reply(outcome, value -> Response.ok(value).build());
  }

  /// 201 with the value, or the refusal's problem.
  default Response created(Outcome<?> outcome) {
    return reply(outcome, value -> Response.status(201).entity(value).build());
  }

  /// 204 without a body, or the refusal's problem.
  default Response gone(Outcome<?> outcome) {
    return reply(outcome, value -> Response.noContent().build());
  }

  private <T> Response reply(Outcome<T> outcome, Function<T, Response> success) {
    return switch (outcome) {
      case Outcome.Done<T>(T value) -> success.apply(value);
      case Outcome.Refused<T>(Refusal refusal) -> refused(refusal);
    };
  }

  /// The refusal's problem, with `Retry-After` where the refusal ends by itself.
  private Response refused(Refusal refusal) {
    Response response = response(problem(refusal));
    return refusal instanceof RetryLater later
        ? Response.fromResponse(response)
            .header("Retry-After", later.retryAfter().plusMillis(999).toSeconds())
            .build()
        : response;
  }
}
