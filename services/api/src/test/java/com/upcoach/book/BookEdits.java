package com.upcoach.book;

import com.upcoach.streak.Ledger;
import com.upcoach.streak.MemberClock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Edits of books for tests in other packages.
public final class BookEdits {

  private BookEdits() {}

  /// An edit of the book of a member who has one habit, without check-ins.
  public static BookEdit of(Habit habit, MemberClock clock, Instant now) {
    Map<UUID, Book.Page> pages = Map.of(habit.id(), new Book.Page(habit, Ledger.EMPTY));
    Book book = new Book(new UUID(7, 7), 1, clock, DayOfWeek.MONDAY, pages, List.of());
    return new BookEdit(book, now);
  }
}
