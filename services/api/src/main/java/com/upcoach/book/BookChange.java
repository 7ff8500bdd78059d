package com.upcoach.book;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What of a member's book a write may have changed.
///
/// @param checkedIn the habits whose check-ins it was about and nothing else; empty where it may
/// have been anything
public record BookChange(UUID memberId, Optional<Set<UUID>> checkedIn) {

  static BookChange of(BookWrite write) {
    BookChanges changes = write.changes();
    return new BookChange(
        write.memberId(),
        changes.onlyCheckIns() ? Optional.of(changes.habitsOfCheckIns()) : Optional.empty());
  }
}
