package com.upcoach.architecture.planted.streak;

import java.nio.file.Path;

/// A planted violation: a rule of streaks that reads a file.
record StreakThatReadsAFile(Path file) {}
