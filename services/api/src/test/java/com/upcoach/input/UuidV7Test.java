package com.upcoach.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UuidV7Test {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final UuidV7 ids = new UuidV7(Clock.fixed(NOW, ZoneOffset.UTC), new SecureRandom());

  @Test
  void ids_of_one_millisecond_sort_by_creation() {
    UUID before = ids.next();
    for (int count = 0; count < 10_000; count++) {
      UUID next = ids.next();
      assertTrue(next.toString().compareTo(before.toString()) > 0, next + " after " + before);
      before = next;
    }
  }

  @Test
  void an_id_contains_its_version_and_creation_time() {
    UUID id = ids.next();
    assertEquals(7, id.version());
    assertEquals(2, id.variant());
    assertEquals(NOW.toEpochMilli(), id.getMostSignificantBits() >>> 16);
  }
}
