package com.upcoach.architecture.planted.edge;

import java.util.concurrent.CompletableFuture;

/// Waits on purpose, where nobody may.
final class EdgeThatWaits {
  String wait(CompletableFuture<String> answer) {
    return answer.join();
  }
}
