package com.upcoach.checkin;

import com.upcoach.book.BookEdit;
import com.upcoach.book.Books;
import com.upcoach.book.CheckIn;
import com.upcoach.outcome.Outcome;
import com.upcoach.paging.Cursor;
import com.upcoach.paging.Page;
import com.upcoach.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Use cases of check-ins.
@ApplicationScoped
public class CheckIns {

  private final Books books;
  private final CheckInStore store;

  public CheckIns(Books books, CheckInStore store) {
    this.books = books;
    this.store = store;
  }

  /// Records a day. It completes once the check-in is durable, with streak and points updated.
  public Uni<Outcome<CheckIn>> put(UUID memberId, Operation.Recording operation) {
    return switch (operation) {
      case Operation.Put put ->
          books.change(memberId, edit -> recorded(edit, put, DayContent.EMPTY));
      case Operation.Note note ->
          books.changeReading(
              memberId,
              edit -> contentOf(memberId, note).map(existing -> recorded(edit, note, existing)));
    };
  }

  private Uni<DayContent> contentOf(UUID memberId, Operation.Note note) {
    return store
        .find(List.of(new CheckInStore.Key(memberId, note.habitId(), note.day())))
        .map(found -> new DayContent(found.getFirst(), Optional.empty()));
  }

  private static Outcome<CheckIn> recorded(
      BookEdit edit, Operation.Recording operation, DayContent existing) {
    return DayChange.of(edit, operation, existing)
        .map(
            change -> {
              change.apply(edit);
              return change.after().recorded().orElseThrow();
            });
  }

  /// Deletes what a day holds.
  public Uni<Outcome<LocalDate>> delete(UUID memberId, Operation.Delete operation) {
    return books.change(
        memberId,
        edit -> {
          if (edit.habit(operation.habitId()).isEmpty()) {
            return Outcome.refused(new CheckInRefusal.UnknownHabit(operation.habitId()));
          }
          if (!edit.undo(operation.habitId(), operation.day())) {
            return Outcome.refused(new CheckInRefusal.NothingRecorded(operation.day()));
          }
          edit.recordDeletion(
              operation.habitId(), operation.day(), edit.now().truncatedTo(ChronoUnit.MILLIS));
          return Outcome.done(operation.day());
        });
  }

  public Uni<Outcome<CheckIn>> find(UUID memberId, UUID habitId, LocalDate day) {
    return store
        .find(List.of(new CheckInStore.Key(memberId, habitId, day)))
        .map(found -> Outcome.of(found.getFirst(), new CheckInRefusal.NothingRecorded(day)));
  }

  /// Reads a page of a habit's check-ins.
  ///
  /// @param range the range across all pages; its limit is one more than the page size
  Uni<Outcome<Page<CheckIn>>> list(
      CheckInStore.PageKey range, boolean newestFirst, PageRequest pageRequest) {
    CheckInStore.PageKey rest =
        pageRequest.after().map(last -> range.behind(last.day(), newestFirst)).orElse(range);
    return store
        .pages(List.of(rest), newestFirst)
        .map(
            found -> Outcome.of(found.getFirst(), new CheckInRefusal.UnknownHabit(range.habitId())))
        .map(outcome -> outcome.map(rows -> pageRequest.page(rows, CheckIns::place)));
  }

  static Cursor place(CheckIn checkIn) {
    return Cursor.at(checkIn.day(), checkIn.habitId());
  }
}
