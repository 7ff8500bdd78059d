package com.upcoach.database;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// Converts between instants and the driver's timestamps. The database stores microseconds.
public final class Timestamps {

  private Timestamps() {}

  /// The driver's timestamp of an instant.
  public static OffsetDateTime of(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /// The instant of a driver's timestamp.
  public static Instant instant(OffsetDateTime timestamp) {
    return timestamp.toInstant();
  }
}
