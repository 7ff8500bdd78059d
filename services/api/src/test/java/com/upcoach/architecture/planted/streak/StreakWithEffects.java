package com.upcoach.architecture.planted.streak;

import java.io.IOException;
import java.util.Random;
import java.util.UUID;

/// A planted violation: a rule of streaks with effects, by classes of `java.lang` and `java.util`.
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
