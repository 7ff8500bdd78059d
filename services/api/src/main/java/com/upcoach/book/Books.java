package com.upcoach.book;

import com.upcoach.database.BatchedStatements;
import com.upcoach.database.Queries;
import com.upcoach.outcome.Outcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// Reads and changes members' books: the service that all writes of habits and check-ins use.
@ApplicationScoped
public class Books {

  /// Attempts of one change. Writers of one member conflict only across nodes.
  private static final int ATTEMPTS = 20;

  private final BookStore store;
  private final Clock clock;
  private final PerMemberQueue queue = new PerMemberQueue();

  /// @param listener is notified of each written book, and of each changed standing
  public Books(Queries queries, BatchedStatements batching, BookListener listener, Clock clock) {
    this.store = new BookStore(queries, batching, listener);
    this.clock = clock;
  }

  /// A member's current book; empty for an unknown member.
  public Uni<Optional<Book>> read(UUID memberId) {
    return read(List.of(memberId)).map(List::getFirst);
  }

  /// The current books of many members, in their order.
  public Uni<List<Optional<Book>>> read(List<UUID> memberIds) {
    return store.read(memberIds);
  }

  /// All check-ins of a habit, oldest first.
  public Uni<List<CheckIn>> history(UUID memberId, UUID habitId) {
    return histories(List.of(RecordedDays.all(memberId, habitId))).map(List::getFirst);
  }

  /// The check-ins on the days of each key, in the order of the keys, oldest first.
  public Uni<List<List<CheckIn>>> histories(List<RecordedDays> keys) {
    return store.histories(keys);
  }

  /// Changes a member's book.
  ///
  /// `work` reads and edits the book. When it returns [Outcome.Done], all its changes are written
  /// in one transaction, and the outcome is returned once they are durable. When it refuses,
  /// nothing is written. A retry calls it again on a newer book, so it must not have effects
  /// beside the edit.
  ///
  /// A writer that exceeds its deadline, in the queue and for the database together, is refused
  /// as late.
  ///
  /// @throws MemberGoneException for an unknown member (as a failure of the [Uni])
  public <T> Uni<Outcome<T>> change(UUID memberId, Function<BookEdit, Outcome<T>> work) {
    return changeReading(memberId, edit -> Uni.createFrom().item(() -> work.apply(edit)));
  }

  /// Changes a member's book by work that has to read more first.
  public <T> Uni<Outcome<T>> changeReading(
      UUID memberId, Function<BookEdit, Uni<Outcome<T>>> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              long deadline = BatchedStatements.writeDeadline();
              return queue.run(memberId, () -> attempt(memberId, work, deadline, ATTEMPTS));
            });
  }

  /// Runs work on a member's book and discards its edit (a dry run): nothing is written.
  ///
  /// @throws MemberGoneException for an unknown member (as a failure of the [Uni])
  public <T> Uni<Outcome<T>> preview(UUID memberId, Function<BookEdit, Uni<Outcome<T>>> work) {
    return read(memberId)
        .map(found -> found.orElseThrow(MemberGoneException::new))
        .flatMap(book -> work.apply(new BookEdit(book, clock.instant())));
  }

  private <T> Uni<Outcome<T>> attempt(
      UUID memberId, Function<BookEdit, Uni<Outcome<T>>> work, long deadline, int attemptsLeft) {
    Instant now = clock.instant();
    return store
        .readForWriting(memberId, deadline)
        .flatMap(
            found -> {
              BookEdit edit = new BookEdit(found.orElseThrow(MemberGoneException::new), now);
              return work.apply(edit)
                  .flatMap(outcome -> save(memberId, edit, outcome, work, deadline, attemptsLeft));
            });
  }

  private <T> Uni<Outcome<T>> save(
      UUID memberId,
      BookEdit edit,
      Outcome<T> outcome,
      Function<BookEdit, Uni<Outcome<T>>> work,
      long deadline,
      int attemptsLeft) {
    if (outcome instanceof Outcome.Refused<T>) {
      return Uni.createFrom().item(outcome);
    }
    BookChanges changes = edit.finish();
    if (changes.isEmpty()) {
      return Uni.createFrom().item(outcome);
    }
    return store
        .write(new BookWrite(memberId, edit.book().revision(), changes), deadline)
        .flatMap(
            written -> {
              if (written) {
                return Uni.createFrom().item(outcome);
              }
              if (attemptsLeft == 1) {
                return Uni.createFrom().failure(new BookContentionException(memberId));
              }
              return attempt(memberId, work, deadline, attemptsLeft - 1);
            });
  }
}
