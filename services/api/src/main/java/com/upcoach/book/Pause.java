package com.upcoach.book;

import com.upcoach.streak.DateRange;
import java.util.UUID;

/// A range of days on which one habit, or every habit, is paused.
///
/// @param habitId null for every habit of the member
public record Pause(UUID id, UUID habitId, DateRange range) {

  boolean covers(UUID habit) {
    return habitId == null || habitId.equals(habit);
  }
}
