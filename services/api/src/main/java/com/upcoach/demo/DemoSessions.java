package com.upcoach.demo;

import com.upcoach.input.UuidV7;
import com.upcoach.session.Session;
import com.upcoach.session.SessionToken;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// Signs made-up members in. Tokens are secrets: unlike all else they do not follow from the seed.
///
/// @param now when the sessions begin
public record DemoSessions(SecureRandom random, Instant now, Duration lifetime) {

  private static final String DEVICE = "upcoach demo";

  public DemoSessions {
    now = now.truncatedTo(ChronoUnit.MILLIS);
  }

  /// A session and the token that opens it.
  record Opened(Session session, SessionToken.Issued made) {}

  Opened open(UUID memberId) {
    return new Opened(
        new Session(UuidV7.of(now.toEpochMilli(), random), DEVICE, now, now.plus(lifetime)),
        SessionToken.issue(memberId, random));
  }
}
