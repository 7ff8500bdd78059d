package com.upcoach.coalesce;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// A simulated database that responds when the test says so.
final class Backend<T> {

  /// The batches it received, oldest first.
  final List<List<T>> batches = new ArrayList<>();

  private final List<Promise<List<T>>> answers = new ArrayList<>();
  private int answered;

  Future<List<T>> ask(List<T> batch) {
    Promise<List<T>> answer = Promise.promise();
    batches.add(List.copyOf(batch));
    answers.add(answer);
    return answer.future();
  }

  /// Responds to the oldest batch in flight.
  void answer(UnaryOperator<List<T>> values) {
    answers.get(answered).complete(values.apply(batches.get(answered++)));
  }

  void echo() {
    answer(UnaryOperator.identity());
  }

  void fail(Throwable failure) {
    answers.get(answered++).fail(failure);
  }

  int inFlight() {
    return answers.size() - answered;
  }
}
