package com.upcoach.architecture.planted.streak;

import java.nio.file.Path;

/// Breaks the purity of the rules on purpose.
record StreakThatReadsAFile(Path file) {}
