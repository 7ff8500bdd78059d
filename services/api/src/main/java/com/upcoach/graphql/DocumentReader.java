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

/// Parses and validates uncached documents on a worker thread, off the event loop.
public final class DocumentReader {

  private final Executor worker;

  /// @param worker has a bounded queue, and rejects work beyond it
  public DocumentReader(Executor worker) {
    this.worker = worker;
  }

  /// Runs the work on the worker thread, and emits its result on the caller's event loop.
  ///
  /// Fails with [InvalidRequest] if the worker's queue is full.
  <T> Uni<T> read(Supplier<T> work) {
    Context caller = Vertx.currentContext();
    Executor back = caller == null ? Runnable::run : task -> caller.runOnContext(_ -> task.run());
    return Uni.createFrom()
        .item(work)
        .runSubscriptionOn(worker)
        .emitOn(back)
        .onFailure(RejectedExecutionException.class)
        .transform(
            full ->
                new InvalidRequest(
                    Problem.of(
                        ProblemKind.TOO_BUSY,
                        "The server is busy reading other requests; send it again in a moment.")));
  }
}
