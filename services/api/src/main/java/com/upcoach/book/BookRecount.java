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

/// Works out the ledgers, summaries and points of members anew from their check-ins, where an
/// update has changed the rules that they follow from.
///
/// A migration puts these members into `book_recount`. Each one is written in a transaction of its
/// own that takes it out again, so a recount that was broken off goes on where it was.
public final class BookRecount {

  private static final int MEMBERS_AT_ONCE = 500;
  private static final int IN_FLIGHT = 4;

  private static final String WAITING =
      "select member_id from book_recount order by member_id limit $1";

  private static final String DONE = "delete from book_recount where member_id = $1";

  private final Books books;
  private final BookStore store;
  private final Queries queries;

  public BookRecount(Books books, BookStore store, Queries queries) {
    this.books = books;
    this.store = store;
    this.queries = queries;
  }

  /// Recounts all members that wait for it. Several processes may do so at once.
  ///
  /// @param progress told how many are done, again and again
  /// @return how many there were
  public Uni<Long> run(LongConsumer progress) {
    return some(0, progress);
  }

  private Uni<Long> some(long done, LongConsumer progress) {
    return queries
        .list(WAITING, Tuple.of(MEMBERS_AT_ONCE), row -> row.getUUID(0))
        .flatMap(
            members -> {
              if (members.isEmpty()) {
                return Uni.createFrom().item(done);
              }
              long after = done + members.size();
              return all(members)
                  .invoke(() -> progress.accept(after))
                  .flatMap(ended -> some(after, progress));
            });
  }

  private Uni<Void> all(List<UUID> members) {
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
        .recoverWithUni(() -> queries.change(DONE, Tuple.of(memberId)).replaceWithVoid());
  }

  private Uni<Outcome<UUID>> recount(UUID memberId, BookEdit edit) {
    List<UUID> habits = List.copyOf(edit.book().pages().keySet());
    Uni<List<List<CheckIn>>> histories =
        habits.isEmpty()
            ? Uni.createFrom().item(List.of())
            : store.histories(habits.stream().map(id -> RecordedDays.all(memberId, id)).toList());
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
              edit.alongside(one -> one.change(DONE, Tuple.of(memberId)).replaceWith(true));
              return Outcome.done(memberId);
            });
  }
}
