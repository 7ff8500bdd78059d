package com.upcoach.architecture.planted.streak;

import java.io.IOException;
import java.util.Random;
import java.util.UUID;

/// Breaks the purity of the rules on purpose, by classes of `java.lang` and `java.util`.
final class StreakWithEffects {

  int random() {
    return new Random().nextInt();
  }

  UUID randomId() {
    return UUID.randomUUID();
  }

  String environment() {
    return System.getenv("HOME");
  }

  Process program() throws IOException {
    return new ProcessBuilder("date").start();
  }
}
