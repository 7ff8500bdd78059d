package com.upcoach.checkin;

import com.upcoach.book.BookRows;
import com.upcoach.book.CheckIn;
import com.upcoach.coalesce.Statements;
import com.upcoach.database.BatchedStatements;
import com.upcoach.database.Columns;
import com.upcoach.database.KeyedRows;
import com.upcoach.database.Queries;
import com.upcoach.database.Timestamps;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// SQL queries that read check-ins and the stored results of operations. All writes go through the
/// book.
@Singleton
final class CheckInStore {

  static final String ONE =
      "select "
          + BookRows.CHECK_IN
          + """
                    , k.n
                     from unnest($1::uuid[], $2::uuid[], $3::date[])
                         with ordinality as k (member_id, habit_id, day, n)
                     join check_in c on c.member_id = k.member_id and c.habit_id = k.habit_id
                       and c.day = k.day
                    """;

  private static final String HABIT =
      """
            select h.id, k.n
            from unnest($1::uuid[], $2::uuid[]) with ordinality as k (member_id, habit_id, n)
            join habit h on h.member_id = k.member_id and h.id = k.habit_id
            """;

  static final String PAGE = page("order by o.day desc limit k.most");

  static final String PAGE_OLDEST_FIRST = page("order by o.day limit k.most");

  private static final Comparator<CheckIn> OLDEST_FIRST = Comparator.comparing(CheckIn::day);

  private static final String ANSWERS =
      "select id, result from operation where member_id = $1 and id = any($2)";

  private static final String DELETIONS =
      """
            select d.habit_id, d.day, d.at
            from unnest($2::uuid[], $3::date[]) as k (habit_id, day)
            join check_in_deletion d on d.member_id = $1 and d.habit_id = k.habit_id
              and d.day = k.day
            """;

  private final Queries queries;
  private final Function<List<Key>, Uni<List<Optional<CheckIn>>>> byKey;
  private final Function<List<PageKey>, Uni<List<Optional<List<CheckIn>>>>> newest;
  private final Function<List<PageKey>, Uni<List<Optional<List<CheckIn>>>>> oldest;

  CheckInStore(Queries queries, BatchedStatements batchedStatements) {
    this.queries = queries;
    this.byKey = batchedStatements.readsOfMany(CheckInStore::find);
    this.newest =
        batchedStatements.readsOfMany(
            (statements, keys) -> pages(statements, keys, PAGE, OLDEST_FIRST.reversed()));
    this.oldest =
        batchedStatements.readsOfMany(
            (statements, keys) -> pages(statements, keys, PAGE_OLDEST_FIRST, OLDEST_FIRST));
  }

  /// A day of a habit.
  record Key(UUID memberId, UUID habitId, LocalDate day) {}

  /// A range of days of a habit.
  ///
  /// @param before only days before this one
  /// @param since only days from this one on
  /// @param most maximum number of days
  record PageKey(UUID memberId, UUID habitId, LocalDate before, LocalDate since, int most) {

    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    private static final LocalDate PAST_ALL = LocalDate.of(2200, 1, 1);

    /// @param to last day of the range, inclusive
    static PageKey of(
        UUID memberId, UUID habitId, Optional<LocalDate> from, Optional<LocalDate> to, int most) {
      return new PageKey(
          memberId,
          habitId,
          to.map(day -> day.plusDays(1)).orElse(PAST_ALL),
          from.orElse(FIRST_DAY),
          most);
    }

    /// The days after `last`, the last day of the previous page, in the given order.
    PageKey behind(LocalDate last, boolean newestFirst) {
      return newestFirst
          ? new PageKey(memberId, habitId, last.isBefore(before) ? last : before, since, most)
          : new PageKey(
              memberId, habitId, before, last.isBefore(since) ? since : last.plusDays(1), most);
    }
  }

  /// @return the check-in of each day
  Uni<List<Optional<CheckIn>>> find(List<Key> keys) {
    return byKey.apply(keys);
  }

  /// @param newestFirst the order; a key's limit applies to the first days in it
  /// @return for each key its days; empty where the member has no such habit
  Uni<List<Optional<List<CheckIn>>>> pages(List<PageKey> keys, boolean newestFirst) {
    return (newestFirst ? newest : oldest).apply(keys);
  }

  /// Reads the stored results of operations that were carried out before, by operation id.
  Uni<Map<UUID, String>> results(UUID memberId, UUID[] operations) {
    return queries
        .list(
            ANSWERS,
            Tuple.tuple().addUUID(memberId).addArrayOfUUID(operations),
            row -> Map.entry(row.getUUID(0), row.getString(1)))
        .map(CheckInStore::byKey);
  }

  /// Reads what days hold and when they were last emptied.
  ///
  /// @param keys of one member, each day at most once
  Uni<Map<Key, DayContent>> contents(UUID memberId, List<Key> keys) {
    Uni<Map<Key, Instant>> deletions =
        queries
            .list(
                DELETIONS,
                Tuple.tuple()
                    .addUUID(memberId)
                    .addArrayOfUUID(Columns.ids(keys, Key::habitId))
                    .addArrayOfLocalDate(Columns.of(keys, LocalDate[]::new, Key::day)),
                row ->
                    Map.entry(
                        new Key(memberId, row.getUUID(0), row.getLocalDate(1)),
                        Timestamps.instant(row.getOffsetDateTime(2))))
            .map(CheckInStore::byKey);
    return Uni.combine()
        .all()
        .unis(find(keys), deletions)
        .with(
            (recorded, deleted) -> {
              Map<Key, DayContent> contents = new HashMap<>();
              for (int place = 0; place < keys.size(); place++) {
                Key key = keys.get(place);
                contents.put(
                    key,
                    new DayContent(recorded.get(place), Optional.ofNullable(deleted.get(key))));
              }
              return contents;
            });
  }

  private static <K, V> Map<K, V> byKey(List<Map.Entry<K, V>> entries) {
    Map<K, V> byKey = new HashMap<>();
    entries.forEach(entry -> byKey.put(entry.getKey(), entry.getValue()));
    return byKey;
  }

  private static String page(String order) {
    return "select "
        + BookRows.CHECK_IN
        + """
                , k.n
                 from unnest($1::uuid[], $2::uuid[], $3::date[], $4::date[], $5::int4[])
                     with ordinality as k (member_id, habit_id, before, since, most, n)
                 cross join lateral (
                     select * from check_in o
                     where o.member_id = k.member_id and o.habit_id = k.habit_id
                       and o.day < k.before and o.day >= k.since
                """
        + order
        + ") c";
  }

  private static Future<List<Optional<CheckIn>>> find(Statements statements, List<Key> keys) {
    return statements
        .run(
            ONE,
            Columns.arguments(
                Columns.ids(keys, Key::memberId),
                Columns.ids(keys, Key::habitId),
                Columns.of(keys, LocalDate[]::new, Key::day)))
        .map(rows -> KeyedRows.optional(keys.size(), rows, BookRows::checkIn));
  }

  private static Future<List<Optional<List<CheckIn>>>> pages(
      Statements statements, List<PageKey> keys, String sql, Comparator<CheckIn> order) {
    UUID[] members = Columns.ids(keys, PageKey::memberId);
    UUID[] habits = Columns.ids(keys, PageKey::habitId);
    var existing =
        statements
            .run(HABIT, Columns.arguments(members, habits))
            .map(rows -> KeyedRows.optional(keys.size(), rows, row -> row.getUUID(0)));
    var pages =
        statements
            .run(
                sql,
                Columns.arguments(
                    members,
                    habits,
                    Columns.of(keys, LocalDate[]::new, PageKey::before),
                    Columns.of(keys, LocalDate[]::new, PageKey::since),
                    Columns.of(keys, Integer[]::new, PageKey::most)))
            .map(rows -> KeyedRows.lists(keys.size(), rows, BookRows::checkIn));
    return Future.all(existing, pages)
        .map(
            both -> {
              List<Optional<List<CheckIn>>> found = new ArrayList<>(keys.size());
              for (int place = 0; place < keys.size(); place++) {
                List<CheckIn> page = pages.result().get(place);
                page.sort(order);
                found.add(existing.result().get(place).map(habit -> page));
              }
              return found;
            });
  }
}
