package com.upcoach.transfer;

import com.upcoach.archive.DateOrder;
import java.util.Optional;

/// Options that a member chooses for one import.
///
/// @param dryRun whether only the report is made and nothing is written
/// @param dateOrder order of the dates in the file, where its dates do not determine it
public record ImportChoices(boolean dryRun, Optional<DateOrder> dateOrder) {

  /// Default options: the file is imported, and its dates determine their order.
  public static final ImportChoices NONE = new ImportChoices(false, Optional.empty());
}
