package com.upcoach.database;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// Instants as the driver takes and gives them. The database keeps them to the microsecond.
public final class Timestamps {

  private Timestamps() {}

  public static OffsetDateTime of(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  public static Instant instant(OffsetDateTime timestamp) {
    return timestamp.toInstant();
  }
}
