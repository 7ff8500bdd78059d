package com.upcoach.archive;

import com.upcoach.input.Dates;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// Sanitises the texts and days of an import file for storage.
final class SourceText {

  private static final long DAY_MILLIS = 86_400_000;

  private SourceText() {}

  /// Removes characters that PostgreSQL cannot store (U+0000, unpaired surrogates). Null for an
  /// absent or blank text.
  static String orNull(String text) {
    if (text == null || text.isBlank()) {
      return null;
    }
    StringBuilder storable = new StringBuilder(text.length());
    text.codePoints()
        .filter(point -> point != 0)
        .map(point -> isSurrogate(point) ? 0xFFFD : point)
        .forEach(storable::appendCodePoint);
    return storable.isEmpty() ? null : storable.toString();
  }

  /// Joins the texts that are present with a blank line between them; null if none is.
  static String joined(String first, String second) {
    String before = orNull(first);
    String after = orNull(second);
    if (before == null || after == null) {
      return before == null ? after : before;
    }
    return before + "\n\n" + after;
  }

  /// The day of an ISO date; empty if invalid or out of range.
  static Optional<LocalDate> day(String iso) {
    try {
      return Optional.of(Dates.parse(iso));
    } catch (DateTimeException notADate) {
      return Optional.empty();
    }
  }

  /// The day of a UTC midnight in milliseconds; empty if invalid or out of range.
  static Optional<LocalDate> dayOfMidnight(long millis) {
    if (millis % DAY_MILLIS != 0) {
      return Optional.empty();
    }
    LocalDate day = Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate();
    return Optional.of(day).filter(Dates::inRange);
  }

  private static boolean isSurrogate(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }
}
