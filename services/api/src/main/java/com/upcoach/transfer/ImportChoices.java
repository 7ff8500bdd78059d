package com.upcoach.transfer;

import com.upcoach.archive.DateOrder;
import java.util.Optional;

/// The choices of a member for one import.
///
/// @param dryRun whether the report is made and nothing is written
/// @param dateOrder order of the dates in the file, where its dates do not tell it
public record ImportChoices(boolean dryRun, Optional<DateOrder> dateOrder) {

  /// The file is taken over, and tells everything itself.
  public static final ImportChoices NONE = new ImportChoices(false, Optional.empty());
}
