package com.upcoach.archive;

import com.upcoach.input.Dates;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A date of three numbers, as a phone or a spreadsheet writes it, with or without a time of day.
///
/// @param separator `/`, `.` or `-`
/// @param spaced whether spaces follow the separators, as in `2019. 4. 13.`
record DateText(String first, String second, String third, char separator, boolean spaced) {

  private static final int MAX_TEXT_LENGTH = 60;

  private static final String TIME =
      "\\d{1,2}(?:[:.]\\d{2}){1,2}(?:[.,]\\d{1,9})?"
          + "(?: ?[AaPp]\\.? ?[Mm]\\.?)?(?: ?(?:Z|[+-]\\d{2}:?\\d{2}))?(?:\\[[\\w/+-]+])?";

  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{1,4})([/.-])( ?)(\\d{1,2})\\2 ?(\\d{1,4})\\.?(?:(?:T|,? )" + TIME + ")?");

  /// Parses the three numbers; empty where the text has another form.
  static Optional<DateText> of(String text) {
    if (text.length() > MAX_TEXT_LENGTH) {
      return Optional.empty();
    }
    Matcher date = DATE.matcher(SourceNumber.plain(text));
    if (!date.matches()) {
      return Optional.empty();
    }
    DateText found =
        new DateText(
            date.group(1),
            date.group(4),
            date.group(5),
            date.group(2).charAt(0),
            !date.group(3).isEmpty());
    return Optional.of(found).filter(DateText::hasOneYear);
  }

  private boolean hasOneYear() {
    boolean yearFirst = first.length() == 4 && third.length() <= 2;
    boolean yearLast = first.length() <= 2 && third.length() == 4;
    return yearFirst || yearLast || hasShortYear();
  }

  /// Tells whether the year has two digits, so that its position is ambiguous.
  boolean hasShortYear() {
    return first.length() <= 2
        && third.length() <= 2
        && Math.max(first.length(), third.length()) == 2;
  }

  boolean beginsWithYear() {
    return first.length() == 4;
  }

  /// The day in this order; empty where no such day exists.
  ///
  /// @param latest the latest day that a two-digit year may mean
  Optional<LocalDate> day(DateOrder order, LocalDate latest) {
    return switch (order) {
      case YEAR_MONTH_DAY -> day(first, second, third, latest);
      case MONTH_DAY_YEAR -> day(third, first, second, latest);
      case DAY_MONTH_YEAR -> day(third, second, first, latest);
    };
  }

  private static Optional<LocalDate> day(String year, String month, String day, LocalDate latest) {
    if ((year.length() != 4 && year.length() != 2) || day.length() > 2) {
      return Optional.empty();
    }
    boolean shortYear = year.length() == 2;
    try {
      LocalDate date =
          LocalDate.of(
              (shortYear ? 2000 : 0) + Integer.parseInt(year),
              Integer.parseInt(month),
              Integer.parseInt(day));
      return Optional.of(date)
          .filter(Dates::inRange)
          .filter(found -> !shortYear || !found.isAfter(latest));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }
}
