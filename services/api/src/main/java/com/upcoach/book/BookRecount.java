package com.upcoach.book;

import com.upcoach.database.Queries;
import com.upcoach.outcome.Outcome;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/// Recomputes the ledgers, summaries and points of members from their check-ins, after an update
/// has changed the rules of streaks or points.
///
/// A migration inserts these members into `book_recount`. Each member is written in its own
/// transaction, which also deletes its row there, so an interrupted recount resumes where it
/// stopped.
public final class BookRecount {

  private static final int BATCH_SIZE = 500;
  private static final int IN_FLIGHT = 4;

  private static final String SELECT_PENDING =
      "select member_id from book_recount order by member_id limit $1";

  private static final String DELETE_PENDING = "delete from book_recount where member_id = $1";

  private final Books books;
  private final Queries queries;

  public BookRecount(Books books, Queries queries) {
    this.books = books;
    this.queries = queries;
  }

  /// Recounts all pending members. Several processes may run this concurrently.
  ///
  /// @param progress receives the number of members done so far, after each batch
  /// @return the number of members recounted
  public Uni<Long> run(LongConsumer progress) {
    return recountFrom(0, progress);
  }

  private Uni<Long> recountFrom(long done, LongConsumer progress) {
    return queries
        .list(SELECT_PENDING, Tuple.of(BATCH_SIZE), row -> row.getUUID(0))
        .flatMap(
            members -> {
              if (members.isEmpty()) {
                return Uni.createFrom().item(done);
              }
              long after = done + members.size();
              return recountAll(members)
                  .invoke(() -> progress.accept(after))
                  .flatMap(ended -> recountFrom(after, progress));
            });
  }

  private Uni<Void> recountAll(List<UUID> members) {
    return Multi.createFrom()
        .iterable(members)
        .onItem()
        .transformToUni(this::recount)
        .merge(IN_FLIGHT)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> recount(UUID memberId) {
    return books
        .changeReading(memberId, edit -> recount(memberId, edit))
        .replaceWithVoid()
        .onFailure(MemberGoneException.class)
        .recoverWithUni(() -> queries.change(DELETE_PENDING, Tuple.of(memberId)).replaceWithVoid());
  }

  private Uni<Outcome<UUID>> recount(UUID memberId, BookEdit edit) {
    List<UUID> habits = List.copyOf(edit.book().pages().keySet());
    Uni<List<List<CheckIn>>> histories =
        habits.isEmpty()
            ? Uni.createFrom().item(List.of())
            : books.histories(habits.stream().map(id -> RecordedDays.all(memberId, id)).toList());
    return Uni.combine()
        .all()
        .unis(histories, BookAudit.standings(queries, memberId))
        .with(
            (recorded, standings) -> {
              Map<UUID, List<CheckIn>> byHabit = new HashMap<>();
              for (int place = 0; place < habits.size(); place++) {
                byHabit.put(habits.get(place), recorded.get(place));
              }
              edit.recount(byHabit, standings);
              edit.alongside(
                  transaction ->
                      transaction.change(DELETE_PENDING, Tuple.of(memberId)).replaceWith(true));
              return Outcome.done(memberId);
            });
  }
}
