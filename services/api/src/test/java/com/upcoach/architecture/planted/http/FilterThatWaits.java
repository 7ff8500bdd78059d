package com.upcoach.architecture.planted.http;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Function;

/// A planted violation: blocks an event loop, in several ways.
final class FilterThatWaits {

  String joins(CompletableFuture<String> response) {
    return response.join();
  }

  Function<CompletableFuture<String>, String> joinsLater() {
    return CompletableFuture::join;
  }

  String gets(Future<String> response) throws Exception {
    return response.get();
  }

  void awaits(CountDownLatch latch) throws InterruptedException {
    latch.await();
  }

  String takes(BlockingQueue<String> responses) throws InterruptedException {
    return responses.take();
  }

  void sleeps() throws InterruptedException {
    Thread.sleep(1);
  }

  void waitsFor(Process process, Executor executor) {
    executor.execute(
        () -> {
          try {
            process.waitFor();
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
        });
  }
}
