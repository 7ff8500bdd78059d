package com.upcoach.habit;

import com.upcoach.book.BookRows;
import com.upcoach.book.Habit;
import com.upcoach.coalesce.Statements;
import com.upcoach.database.BatchedStatements;
import com.upcoach.database.Columns;
import com.upcoach.database.KeyedRows;
import com.upcoach.streak.Kind;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// SQL queries that read habits. All writes go through the book.
@Singleton
final class HabitStore {

  private static final String ONE =
      "select "
          + BookRows.HABIT
          + """
                    , k.n
                     from unnest($1::uuid[], $2::uuid[]) with ordinality as k (member_id, id, n)
                     join habit h on h.member_id = k.member_id and h.id = k.id
                    """;

  private static final String PAGE =
      "select "
          + BookRows.HABIT
          + """
                    , k.n
                     from unnest($1::uuid[], $2::uuid[], $3::bool[], $4::text[], $5::int4[])
                         with ordinality as k (member_id, after, archived, kind, most, n)
                     cross join lateral (
                         select * from habit o
                         where o.member_id = k.member_id and o.id > k.after
                           and (k.archived is null or o.archived = k.archived)
                           and (k.kind is null or o.kind = k.kind)
                         order by o.id limit k.most) h
                    """;

  private static final UUID LOWEST_ID = new UUID(0, 0);

  private static final Comparator<Habit> BY_ID =
      Comparator.comparing(Habit::id, BookRows.UUID_ORDER);

  private final Function<Key, Uni<Optional<Habit>>> byKey;
  private final Function<PageKey, Uni<List<Habit>>> page;

  HabitStore(BatchedStatements batchedStatements) {
    this.byKey = batchedStatements.reads(HabitStore::find);
    this.page = batchedStatements.reads(HabitStore::pages);
  }

  private record Key(UUID memberId, UUID habitId) {}

  private record PageKey(UUID memberId, UUID after, HabitFilter filter, int most) {}

  /// Filter for a member's habits.
  ///
  /// @param archived empty for both
  /// @param kind empty for both
  record HabitFilter(Optional<Boolean> archived, Optional<Kind> kind) {}

  Uni<Optional<Habit>> find(UUID memberId, UUID habitId) {
    return byKey.apply(new Key(memberId, habitId));
  }

  /// Reads habits in order of id, starting after the given id.
  Uni<List<Habit>> page(UUID memberId, HabitFilter filter, UUID after, int limit) {
    return page.apply(new PageKey(memberId, after, filter, limit));
  }

  /// Reads all habits that match, in no particular order.
  Uni<List<Habit>> all(UUID memberId, HabitFilter filter) {
    return page(memberId, filter, LOWEST_ID, Integer.MAX_VALUE);
  }

  private static Future<List<Optional<Habit>>> find(Statements statements, List<Key> keys) {
    return statements
        .run(
            ONE,
            Columns.arguments(Columns.ids(keys, Key::memberId), Columns.ids(keys, Key::habitId)))
        .map(rows -> KeyedRows.optional(keys.size(), rows, BookRows::habit));
  }

  private static Future<List<List<Habit>>> pages(Statements statements, List<PageKey> keys) {
    return statements
        .run(
            PAGE,
            Columns.arguments(
                Columns.ids(keys, PageKey::memberId),
                Columns.ids(keys, PageKey::after),
                Columns.of(keys, Boolean[]::new, key -> key.filter().archived().orElse(null)),
                Columns.of(
                    keys,
                    String[]::new,
                    key -> key.filter().kind().map(BookRows::word).orElse(null)),
                Columns.of(keys, Integer[]::new, PageKey::most)))
        .map(
            rows -> {
              var pages = KeyedRows.lists(keys.size(), rows, BookRows::habit);
              pages.forEach(page -> page.sort(BY_ID));
              return pages;
            });
  }
}
