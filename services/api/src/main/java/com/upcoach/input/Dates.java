package com.upcoach.input;

import java.time.DateTimeException;
import java.time.LocalDate;

/// Parses the dates of the API.
public final class Dates {

  private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
  private static final LocalDate LATEST = LocalDate.of(2199, 12, 31);

  private Dates() {}

  /// Parses an ISO date from 1900 to 2199.
  ///
  /// @throws DateTimeException if the text is no such date
  public static LocalDate parse(String text) {
    LocalDate date = LocalDate.parse(text);
    if (date.isBefore(EARLIEST) || date.isAfter(LATEST)) {
      throw new DateTimeException("a date from 1900 to 2199 is needed");
    }
    return date;
  }
}
