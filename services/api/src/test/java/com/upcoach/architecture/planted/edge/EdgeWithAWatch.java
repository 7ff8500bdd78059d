package com.upcoach.architecture.planted.edge;

import java.time.Instant;

/// Looks at the machine clock on purpose.
final class EdgeWithAWatch {
  Instant look() {
    return Instant.now();
  }
}
