package com.upcoach.demo;

import com.upcoach.input.UuidV7;
import com.upcoach.session.Session;
import com.upcoach.session.SessionToken;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// Signs demo members in. Tokens are secrets: unlike all other data they do not depend on the seed.
///
/// @param now start of the sessions
public record DemoSessions(SecureRandom random, Instant now, Duration lifetime) {

  private static final String DEVICE = "upcoach demo";

  public DemoSessions {
    now = now.truncatedTo(ChronoUnit.MILLIS);
  }

  /// A session and its token.
  record SignedIn(Session session, SessionToken.Issued made) {}

  SignedIn open(UUID memberId) {
    return new SignedIn(
        new Session(UuidV7.of(now.toEpochMilli(), random), DEVICE, now, now.plus(lifetime)),
        SessionToken.issue(memberId, random));
  }
}
