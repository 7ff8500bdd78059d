package com.upcoach.book;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The part of a member's book that a write may have changed.
///
/// @param checkedIn the habits whose check-ins changed, if nothing else did; empty where anything
///     may have changed
public record BookChange(UUID memberId, Optional<Set<UUID>> checkedIn) {

  static BookChange of(BookWrite write) {
    BookChanges changes = write.changes();
    return new BookChange(
        write.memberId(),
        changes.onlyCheckIns() ? Optional.of(changes.habitsOfCheckIns()) : Optional.empty());
  }
}
