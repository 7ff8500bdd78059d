package com.upcoach.graphql;

import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/// Reads documents that are not known yet, beside the event loops.
public final class DocumentReader {

  private final Executor thread;

  /// @param thread takes a bounded number at once, and refuses more
  public DocumentReader(Executor thread) {
    this.thread = thread;
  }

  /// Has something read, and goes on where the caller was.
  ///
  /// Fails with [InvalidRequest] where too much is to be read already.
  <T> Uni<T> read(Supplier<T> reading) {
    Context caller = Vertx.currentContext();
    Executor back = caller == null ? Runnable::run : go -> caller.runOnContext(now -> go.run());
    return Uni.createFrom()
        .item(reading)
        .runSubscriptionOn(thread)
        .emitOn(back)
        .onFailure(RejectedExecutionException.class)
        .transform(
            full ->
                new InvalidRequest(
                    Problem.of(
                        ProblemKind.TOO_BUSY,
                        "Too many documents are being read; send it again" + " in a moment.")));
  }
}
