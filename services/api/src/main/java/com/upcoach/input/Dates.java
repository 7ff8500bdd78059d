package com.upcoach.input;

import java.time.DateTimeException;
import java.time.LocalDate;

/// Parses the dates of the API.
public final class Dates {

  /// Days before it are typing errors or flipped bits, and would create a habit of centuries.
  public static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);

  /// The last day, for the same reason.
  public static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

  private Dates() {}

  /// Parses an ISO date from 1900 to 2199.
  ///
  /// @throws DateTimeException if the text is no such date
  public static LocalDate parse(String text) {
    LocalDate date = LocalDate.parse(text);
    if (!inRange(date)) {
      throw new DateTimeException("a date from 1900 to 2199 is needed");
    }
    return date;
  }

  /// Whether a date is in the range that is accepted anywhere.
  public static boolean inRange(LocalDate date) {
    return !date.isBefore(EARLIEST) && !date.isAfter(LATEST);
  }
}
