package com.upcoach.archive;

import java.time.LocalDate;
import java.util.Optional;

/// Facts about a file that the file itself does not hold.
///
/// @param dateOrder order of its dates, where the member has named it
/// @param today the member's current day; no two-digit year means a later one
public record ImportOptions(Optional<DateOrder> dateOrder, LocalDate today) {

  /// Nothing is known beside the file.
  public static final ImportOptions NONE = new ImportOptions(Optional.empty(), SourceText.LAST_DAY);
}
