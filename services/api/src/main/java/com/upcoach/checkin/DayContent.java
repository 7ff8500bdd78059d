package com.upcoach.checkin;

import com.upcoach.book.CheckIn;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// Content of a habit's day, with the times that decide which of two operations wins.
///
/// Operations of several devices may arrive in any order and in any batches; the result is always
/// the same. Amount and skip are one value and the note is another. The newest operation wins for
/// each of them. A deletion empties both. If two operations have the same time, their content
/// decides: a check-in wins over a deletion, a skip over an amount, a larger amount over a smaller
/// one, and of two notes the one that sorts last.
///
/// @param recorded what the day holds
/// @param deletedAt when the day was last emptied; may be earlier than `recorded`
record DayContent(Optional<CheckIn> recorded, Optional<Instant> deletedAt) {

  /// A day without anything recorded.
  static final DayContent EMPTY = new DayContent(Optional.empty(), Optional.empty());

  private static final Comparator<CheckIn> BY_AMOUNT =
      Comparator.comparing(CheckIn::amountAt)
          .thenComparing(CheckIn::skipped)
          .thenComparing(CheckIn::amount);

  private static final Comparator<CheckIn> BY_NOTE =
      Comparator.comparing(CheckIn::at)
          .thenComparing(CheckIn::note, Comparator.nullsFirst(Comparator.naturalOrder()));

  /// Returns the content after a check-in that sets amount, skip and note.
  DayContent with(CheckIn sent) {
    if (isDeletedAfter(sent.at())) {
      return this;
    }
    if (recorded.isEmpty()) {
      return holding(sent);
    }
    CheckIn existing = recorded.get();
    boolean amountStays = !existing.noteAlone() && BY_AMOUNT.compare(existing, sent) >= 0;
    CheckIn amount = amountStays ? existing : sent;
    CheckIn note = BY_NOTE.compare(existing, sent) >= 0 ? existing : sent;
    return holding(amount.withNote(note.note(), note.at()));
  }

  /// Returns the content after a note that leaves amount and skip unchanged.
  ///
  /// @param sent the note alone
  DayContent withNote(CheckIn sent) {
    if (isDeletedAfter(sent.at())) {
      return this;
    }
    if (recorded.isEmpty()) {
      return holding(sent);
    }
    CheckIn existing = recorded.get();
    return BY_NOTE.compare(existing, sent) >= 0
        ? this
        : holding(existing.withNote(sent.note(), sent.at()));
  }

  /// Returns the content after a deletion. A value that is newer, or as new, stays.
  DayContent without(Instant at) {
    Optional<CheckIn> left =
        recorded
            .filter(existing -> !existing.at().isBefore(at))
            .map(existing -> existing.amountAt().isBefore(at) ? existing.onlyNote() : existing);
    return new DayContent(left, isDeletedAfter(at) ? deletedAt : Optional.of(at));
  }

  /// Returns the time for an operation done now. It is later than the existing content, also where
  /// a node whose clock is ahead wrote that.
  Instant laterThanContent(Instant now) {
    return Stream.of(recorded.map(CheckIn::at), deletedAt)
        .flatMap(Optional::stream)
        .map(existing -> existing.plusMillis(1))
        .filter(now::isBefore)
        .max(Comparator.naturalOrder())
        .orElse(now);
  }

  private boolean isDeletedAfter(Instant at) {
    return deletedAt.filter(deleted -> deleted.isAfter(at)).isPresent();
  }

  private DayContent holding(CheckIn checkIn) {
    return new DayContent(Optional.of(checkIn), deletedAt);
  }
}
