package com.upcoach.archive;

import com.upcoach.input.Dates;
import java.time.LocalDate;
import java.util.Optional;

/// Facts about a file that it does not contain itself.
///
/// @param dateOrder order of its dates, where the member has chosen it
/// @param today the member's current day; no two-digit year means a later one
public record ImportOptions(Optional<DateOrder> dateOrder, LocalDate today) {

  /// Default options: no further facts.
  public static final ImportOptions NONE = new ImportOptions(Optional.empty(), Dates.LATEST);
}
