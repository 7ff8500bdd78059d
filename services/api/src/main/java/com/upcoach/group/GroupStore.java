package com.upcoach.group;

import com.upcoach.book.BookRows;
import com.upcoach.coalesce.Statements;
import com.upcoach.database.BatchedStatements;
import com.upcoach.database.Columns;
import com.upcoach.database.KeyedRows;
import com.upcoach.database.Queries;
import com.upcoach.database.Timestamps;
import com.upcoach.paging.Cursor;
import com.upcoach.paging.SortOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// SQL of groups.
@Singleton
final class GroupStore {

  private static final String COLUMNS =
      """
            select t.id, t.name, t.code, t.owner_id,
                   (select count(*) from team_member n where n.team_id = t.id), t.created_at
            """;

  private static final String OWN =
      COLUMNS
          + """
                    , tm.joined_at, k.n
                    from unnest($1::uuid[]) with ordinality as k (member_id, n)
                    join team_member tm on tm.member_id = k.member_id
                    join team t on t.id = tm.team_id
                    """;

  private static final String ONE =
      COLUMNS
          + """
                    , k.n
                    from unnest($1::uuid[], $2::uuid[]) with ordinality as k (member_id, team_id, n)
                    join team_member tm on tm.member_id = k.member_id and tm.team_id = k.team_id
                    join team t on t.id = tm.team_id
                    """;

  private static final String BY_CODE = COLUMNS + "from team t where t.code = $1";

  private static final String ADD =
      """
            with owner as (
                select member_id from member where member_id = $1 for key share
            ), made as (
                insert into team (id, name, code, owner_id, created_at)
                select $2, $3, $4, m.member_id, $5 from owner m
                where (select count(*) from team_member where member_id = $1) < $6
                on conflict (id) do nothing
                returning id
            )
            insert into team_member (member_id, team_id, joined_at) select $1, id, $5 from made
            """;

  private static final String JOIN =
      """
            insert into team_member (member_id, team_id, joined_at)
            select m.member_id, t.id, $3 from member m, team t
            where m.member_id = $1 and t.id = $2
            for key share
            on conflict do nothing
            """;

  private static final String LEAVE =
      "delete from team_member where member_id = $1 and team_id = $2";

  private static final String DELETE = "delete from team where id = $2 and owner_id = $1";

  private static final String EMPTY = "delete from team_member where team_id = $1";

  private static final String RENEW_CODE =
      "update team set code = $3 where id = $2 and owner_id = $1";

  private static final String SHARE =
      "update team_member set shares_habits = $3 where member_id = $1 and team_id = $2";

  static final Map<SortOrder<ParticipantSort>, String> MEMBERS =
      SortOrder.all(ParticipantSort.class).stream()
          .collect(Collectors.toUnmodifiableMap(order -> order, GroupStore::membersIn));

  private static final Comparator<Membership> BY_ID =
      Comparator.comparing(own -> own.group().id(), BookRows.UUID_ORDER);

  private final Queries queries;
  private final Function<UUID, Uni<List<Membership>>> own;
  private final Function<Key, Uni<Optional<Group>>> byKey;
  private final Map<
          SortOrder<ParticipantSort>, Function<List<PageKey>, Uni<List<List<Participant>>>>>
      members;

  GroupStore(Queries queries, BatchedStatements batchedStatements) {
    this.queries = queries;
    this.own = batchedStatements.reads(GroupStore::own);
    this.byKey = batchedStatements.reads(GroupStore::find);
    this.members =
        SortOrder.all(ParticipantSort.class).stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    order -> order,
                    order ->
                        batchedStatements.readsOfMany(
                            (statements, keys) -> members(statements, order, keys))));
  }

  private record Key(UUID memberId, UUID groupId) {}

  /// A page of a group's members.
  ///
  /// @param after cursor to continue after, exclusive
  /// @param most maximum number of members
  record PageKey(UUID groupId, SortOrder<ParticipantSort> order, Optional<Cursor> after, int most) {

    private Cursor from() {
      Cursor end = order.descending() ? Cursor.AFTER_ALL : Cursor.BEFORE_ALL;
      return after.orElse(end);
    }

    /// Used only where members are sorted by it.
    private OffsetDateTime joinedAt() {
      Cursor end = Cursor.BEFORE_ALL;
      Cursor from = order.by() == ParticipantSort.JOINED_AT ? from() : end;
      return Timestamps.of(from.instant());
    }
  }

  /// Reads the member's groups, in order of id.
  Uni<List<Membership>> own(UUID memberId) {
    return own.apply(memberId);
  }

  private static Future<List<List<Membership>>> own(Statements statements, List<UUID> memberIds) {
    return statements
        .run(OWN, Columns.arguments(memberIds.toArray(UUID[]::new)))
        .map(
            rows -> {
              var groups = KeyedRows.lists(memberIds.size(), rows, GroupStore::membership);
              groups.forEach(memberships -> memberships.sort(BY_ID));
              return groups;
            });
  }

  Uni<Optional<Group>> find(UUID memberId, UUID groupId) {
    return byKey.apply(new Key(memberId, groupId));
  }

  private static Future<List<Optional<Group>>> find(Statements statements, List<Key> keys) {
    return statements
        .run(
            ONE,
            Columns.arguments(Columns.ids(keys, Key::memberId), Columns.ids(keys, Key::groupId)))
        .map(rows -> KeyedRows.optional(keys.size(), rows, GroupStore::group));
  }

  Uni<Optional<Group>> findByCode(String code) {
    return queries.first(BY_CODE, Tuple.of(code), GroupStore::group);
  }

  /// @return false where the id is taken or the owner is in the maximum number of groups
  Uni<Boolean> add(Group group, int most) {
    return queries
        .change(
            ADD,
            Tuple.of(
                group.ownerId(),
                group.id(),
                group.name(),
                group.code(),
                Timestamps.of(group.createdAt()),
                most))
        .map(rows -> rows == 1);
  }

  Uni<Integer> join(UUID memberId, UUID groupId, Instant now) {
    return queries.change(JOIN, Tuple.of(memberId, groupId, Timestamps.of(now)));
  }

  Uni<Integer> leave(UUID memberId, UUID groupId) {
    return queries.change(LEAVE, Tuple.of(memberId, groupId));
  }

  /// Two statements: only the second one sees members who joined before the group was deleted.
  Uni<Integer> delete(UUID ownerId, UUID groupId) {
    return queries.inTransaction(
        transaction ->
            transaction
                .change(DELETE, Tuple.of(ownerId, groupId))
                .flatMap(
                    deleted ->
                        deleted == 1
                            ? transaction.change(EMPTY, Tuple.of(groupId))
                            : Uni.createFrom().item(0)));
  }

  Uni<Integer> renewCode(UUID ownerId, UUID groupId, String code) {
    return queries.change(RENEW_CODE, Tuple.of(ownerId, groupId, code));
  }

  Uni<Integer> share(UUID memberId, UUID groupId, boolean share) {
    return queries.change(SHARE, Tuple.of(memberId, groupId, share));
  }

  /// @param keys all in the same order
  /// @return the members of each key
  Uni<List<List<Participant>>> members(List<PageKey> keys) {
    return members.get(keys.getFirst().order()).apply(keys);
  }

  private static Future<List<List<Participant>>> members(
      Statements statements, SortOrder<ParticipantSort> order, List<PageKey> keys) {
    Comparator<Cursor> direction =
        order.descending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
    return statements
        .run(
            MEMBERS.get(order),
            Columns.arguments(
                Columns.ids(keys, PageKey::groupId),
                Columns.of(keys, OffsetDateTime[]::new, PageKey::joinedAt),
                Columns.ids(keys, key -> key.from().id()),
                Columns.of(keys, Integer[]::new, PageKey::most)))
        .map(
            rows -> {
              var pages = KeyedRows.lists(keys.size(), rows, GroupStore::participant);
              pages.forEach(page -> page.sort(Comparator.comparing(order.by()::place, direction)));
              return pages;
            });
  }

  private static String membersIn(SortOrder<ParticipantSort> order) {
    String way = order.descending() ? " desc" : "";
    String sign = order.descending() ? "<" : ">";
    return """
        select m.member_id, m.name, tm.joined_at, tm.shares_habits, m.zone, m.day_start,
               m.first_weekday, k.n
        from unnest($1::uuid[], $2::timestamptz[], $3::uuid[], $4::int4[])
            with ordinality as k (team_id, joined_at, after, most, n)
        cross join lateral (
            select * from team_member o
            where o.team_id = k.team_id and %s
            order by %s limit k.most) tm
        join member m on m.member_id = tm.member_id
        """
        .formatted(
            switch (order.by()) {
              case MEMBER_ID -> "o.member_id %s k.after".formatted(sign);
              case JOINED_AT ->
                  "(o.joined_at, o.member_id) %s (k.joined_at, k.after)".formatted(sign);
            },
            switch (order.by()) {
              case MEMBER_ID -> "o.member_id" + way;
              case JOINED_AT -> "o.joined_at%s, o.member_id%s".formatted(way, way);
            });
  }

  private static Membership membership(Row row) {
    return new Membership(group(row), Timestamps.instant(row.getOffsetDateTime(6)));
  }

  private static Participant participant(Row row) {
    return new Participant(
        row.getUUID(0),
        row.getString(1),
        Timestamps.instant(row.getOffsetDateTime(2)),
        row.getBoolean(3),
        BookRows.memberClock(row.getString(4), row.getShort(5)),
        DayOfWeek.of(row.getShort(6)));
  }

  private static Group group(Row row) {
    return new Group(
        row.getUUID(0),
        row.getString(1),
        row.getString(2),
        row.getUUID(3),
        row.getLong(4).intValue(),
        Timestamps.instant(row.getOffsetDateTime(5)));
  }
}
