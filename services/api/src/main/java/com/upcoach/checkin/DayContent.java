package com.upcoach.checkin;

import com.upcoach.book.CheckIn;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/// What a day of a habit holds, with the times that decide which of two operations stays.
///
/// The operations of several devices come in any order and in any grouping, and always end in the
/// same content. Amount and skip are one value, the note is another, and for each of them the
/// newest operation stays. A deletion empties both. Where two operations have the same time, the
/// order is fixed by what they record: a check-in stays over a deletion, a skip over an amount, a
/// larger amount over a smaller one, and of two notes the one that sorts last.
///
/// @param recorded what the day holds
/// @param deletedAt when it was last emptied, which may be before what it holds
record DayContent(Optional<CheckIn> recorded, Optional<Instant> deletedAt) {

  /// A day of which nothing is known to be recorded.
  static final DayContent EMPTY = new DayContent(Optional.empty(), Optional.empty());

  private static final Comparator<CheckIn> BY_AMOUNT =
      Comparator.comparing(CheckIn::amountAt)
          .thenComparing(CheckIn::skipped)
          .thenComparing(CheckIn::amount);

  private static final Comparator<CheckIn> BY_NOTE =
      Comparator.comparing(CheckIn::at)
          .thenComparing(CheckIn::note, Comparator.nullsFirst(Comparator.naturalOrder()));

  /// The content after a check-in that sets amount, skip and note.
  DayContent with(CheckIn sent) {
    if (isDeletedAfter(sent.at())) {
      return this;
    }
    if (recorded.isEmpty()) {
      return holding(sent);
    }
    CheckIn there = recorded.get();
    boolean amountStays = !there.noteAlone() && BY_AMOUNT.compare(there, sent) >= 0;
    CheckIn amount = amountStays ? there : sent;
    CheckIn note = BY_NOTE.compare(there, sent) >= 0 ? there : sent;
    return holding(amount.withNote(note.note(), note.at()));
  }

  /// The content after a note that leaves amount and skip as they are.
  ///
  /// @param sent the note alone
  DayContent withNote(CheckIn sent) {
    if (isDeletedAfter(sent.at())) {
      return this;
    }
    if (recorded.isEmpty()) {
      return holding(sent);
    }
    CheckIn there = recorded.get();
    return BY_NOTE.compare(there, sent) >= 0
        ? this
        : holding(there.withNote(sent.note(), sent.at()));
  }

  /// The content after a deletion: what is as new, or newer, stays.
  DayContent without(Instant at) {
    Optional<CheckIn> left =
        recorded
            .filter(there -> !there.at().isBefore(at))
            .map(there -> there.amountAt().isBefore(at) ? there.onlyNote() : there);
    return new DayContent(left, isDeletedAfter(at) ? deletedAt : Optional.of(at));
  }

  /// The time of an operation that is done now: later than whatever is there, also where that was
  /// done on a node whose clock is ahead.
  Instant later(Instant now) {
    return Stream.of(recorded.map(CheckIn::at), deletedAt)
        .flatMap(Optional::stream)
        .map(there -> there.plusMillis(1))
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
