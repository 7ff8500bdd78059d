package com.upcoach.server;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// The clock of the server under test. It stands still until a test moves it.
@Alternative
@Priority(1)
@Singleton
public class TestClock extends Clock {

  /// A Monday morning in UTC.
  public static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  private volatile Instant now = START;

  public void set(Instant instant) {
    now = instant;
  }

  public void advance(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the server asks for instants only");
  }
}
