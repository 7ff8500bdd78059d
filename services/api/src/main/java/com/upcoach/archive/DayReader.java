package com.upcoach.archive;

import java.time.LocalDate;
import java.util.Optional;

/// Reads the dates of one file whose order is known.
///
/// @param order of dates that do not begin with a four-digit year
/// @param latest the latest day that a two-digit year may mean
/// @param votes number of dates that determined the order; 0 where the member chose it or no date
///     needed it
record DayReader(DateOrder order, LocalDate latest, long votes) {

  /// The day, or empty where the text is no date in the file's order.
  Optional<LocalDate> day(String text) {
    return DateText.of(text)
        .flatMap(
            date ->
                date.beginsWithYear()
                    ? date.day(DateOrder.YEAR_MONTH_DAY, latest)
                    : date.day(order, latest));
  }

  /// Reason for refusing a line with an invalid date.
  String reason(String text) {
    return DateText.of(text).filter(date -> !date.beginsWithYear()).isPresent()
        ? "the day is not a date in the order of this file, " + order.label()
        : "the day is not a date like 2016-03-18";
  }

  /// Adds the detected order to the report, because a wrong one would move days silently.
  void note(RecordAccounting accounting) {
    if (votes > 0) {
      accounting.note(
          "The dates of this file were read as %s. If that is wrong, remove the habits and import it again with --date-order (dateOrder in the API)."
              .formatted(order.label()));
    }
  }
}
