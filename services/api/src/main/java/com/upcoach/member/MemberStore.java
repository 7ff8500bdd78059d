package com.upcoach.member;

import com.upcoach.access.Role;
import com.upcoach.book.BookRows;
import com.upcoach.coalesce.Statements;
import com.upcoach.database.BatchedStatements;
import com.upcoach.database.Columns;
import com.upcoach.database.KeyedRows;
import com.upcoach.database.Queries;
import com.upcoach.database.Timestamps;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// The SQL of members.
final class MemberStore {

  static final String COLUMNS =
      "m.member_id, m.email, m.name, m.zone, m.day_start, m.first_weekday, m.role,"
          + " m.created_at";

  private static final String ADD =
      """
            with added as (
                insert into member (member_id, email, name, password_hash, zone, day_start,
                                    first_weekday, role, created_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                on conflict do nothing
                returning member_id
            )
            insert into book_revision (member_id) select member_id from added
            """;

  private static final String ONE =
      "select "
          + COLUMNS
          + """
                    , k.n
                     from unnest($1::uuid[]) with ordinality as k (member_id, n)
                     join member m on m.member_id = k.member_id
                    """;

  private static final String BY_EMAIL = "select " + COLUMNS + " from member m where m.email = $1";

  private static final String CREDENTIALS_BY_EMAIL =
      "select m.member_id, m.password_hash, m.email, m.name from member m where m.email = $1";

  private static final String CREDENTIALS =
      "select m.member_id, m.password_hash, m.email, m.name from member m where m.member_id = $1";

  /// An optimistic lock: updates the member only if all its changeable columns are still as read.
  private static final String CHANGE =
      """
            update member set name = $7, zone = $8, day_start = $9, role = $10
            where member_id = $1 and name = $2 and zone = $3 and day_start = $4
              and first_weekday = $5 and role = $6
            """;

  private static final String PASSWORD =
      "update member set password_hash = $2 where member_id = $1";

  private static final String END_OTHER_SESSIONS =
      "delete from session where member_id = $1 and id <> $2";

  /// Groups that the member owns are deleted with all their memberships. They are locked first, so
  /// that no member joins concurrently.
  private static final String LOCK_GROUPS = "select id from team where owner_id = $1 for update";

  private static final String EMPTY_GROUPS =
      """
            delete from team_member tm using team t where t.owner_id = $1 and tm.team_id = t.id
            """;

  private static final String DISBAND = "delete from team where owner_id = $1";

  /// Every table with rows of a member, and its word in the response of a deletion. A test compares
  /// it with the tables of the database.
  static final Map<String, String> TABLES = tables();

  private final Queries queries;
  private final Function<UUID, Uni<Optional<Member>>> byId;

  MemberStore(Queries queries, BatchedStatements batching) {
    this.queries = queries;
    this.byId = batching.reads(MemberStore::find);
  }

  /// @return false where the e-mail or the id is in use
  Uni<Boolean> add(Member member, String password) {
    return queries
        .change(
            ADD,
            Tuple.tuple()
                .addUUID(member.id())
                .addString(member.email())
                .addString(member.name())
                .addString(password)
                .addString(member.memberClock().zone().getId())
                .addShort(BookRows.minutes(member.memberClock().dayStart()))
                .addShort((short) member.firstWeekday().getValue())
                .addString(member.role().word())
                .addOffsetDateTime(Timestamps.of(member.createdAt())))
        .map(rows -> rows == 1);
  }

  Uni<Optional<Member>> find(UUID memberId) {
    return byId.apply(memberId);
  }

  private static Future<List<Optional<Member>>> find(Statements statements, List<UUID> memberIds) {
    return statements
        .run(ONE, Columns.arguments(memberIds.toArray(UUID[]::new)))
        .map(rows -> KeyedRows.optional(memberIds.size(), rows, MemberStore::member));
  }

  Uni<Optional<Member>> findByEmail(String email) {
    return queries.first(BY_EMAIL, Tuple.of(email), MemberStore::member);
  }

  Uni<Optional<Credentials>> credentials(String email) {
    return queries.first(CREDENTIALS_BY_EMAIL, Tuple.of(email), Credentials::of);
  }

  Uni<Optional<Credentials>> credentials(UUID memberId) {
    return queries.first(CREDENTIALS, Tuple.of(memberId), Credentials::of);
  }

  /// Updates name, time zone, day start and role of a member, unless it has changed since it was
  /// read.
  ///
  /// @return whether it was updated
  Uni<Boolean> change(Queries transaction, Member existing, Member changed) {
    Tuple arguments =
        Tuple.tuple()
            .addUUID(existing.id())
            .addString(existing.name())
            .addString(existing.memberClock().zone().getId())
            .addShort(BookRows.minutes(existing.memberClock().dayStart()))
            .addShort((short) existing.firstWeekday().getValue())
            .addString(existing.role().word())
            .addString(changed.name())
            .addString(changed.memberClock().zone().getId())
            .addShort(BookRows.minutes(changed.memberClock().dayStart()))
            .addString(changed.role().word());
    return transaction.change(CHANGE, arguments).map(rows -> rows == 1);
  }

  /// Sets a password and ends all sessions but one, in one transaction.
  ///
  /// A session that is opened concurrently with the old password is either committed earlier, and
  /// ended here, or sees the new password and is not added.
  ///
  /// @return the number of ended sessions
  Uni<Integer> changePassword(UUID memberId, String password, UUID remaining) {
    return queries.inTransaction(
        transaction ->
            transaction
                .change(PASSWORD, Tuple.of(memberId, password))
                .flatMap(
                    changed ->
                        transaction.change(END_OTHER_SESSIONS, Tuple.of(memberId, remaining))));
  }

  /// Deletes all data of a member, in one transaction.
  ///
  /// The rows in `member` and `book_revision` are deleted first. Every write for the member locks
  /// one of the two: it either commits earlier, and its rows are deleted here, or it finds no
  /// member.
  ///
  /// @return the number of deleted rows, by the word of the kind
  Uni<Map<String, Integer>> delete(UUID memberId) {
    return queries.inTransaction(
        transaction -> {
          List<Uni<Integer>> steps = new ArrayList<>();
          for (String table : TABLES.keySet()) {
            steps.add(
                transaction.change(
                    "delete from " + table + " where member_id = $1", Tuple.of(memberId)));
          }
          steps.add(transaction.change(LOCK_GROUPS, Tuple.of(memberId)));
          steps.add(transaction.change(EMPTY_GROUPS, Tuple.of(memberId)));
          steps.add(transaction.change(DISBAND, Tuple.of(memberId)));
          return Uni.join()
              .all(steps)
              .usingConcurrencyOf(1)
              .andFailFast()
              .map(MemberStore::account);
        });
  }

  private static Map<String, Integer> account(List<Integer> counts) {
    Map<String, Integer> account = new LinkedHashMap<>();
    int place = 0;
    for (String word : TABLES.values()) {
      account.put(word, counts.get(place++));
    }
    account.put("groups", counts.getLast());
    return account;
  }

  private static Map<String, String> tables() {
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put("member", "members");
    tables.put("book_revision", "bookRevisions");
    tables.put("check_in", "checkIns");
    tables.put("check_in_deletion", "checkInDeletions");
    tables.put("habit_summary", "summaries");
    tables.put("book_recount", "pendingRecomputations");
    tables.put("pause", "pauses");
    tables.put("habit", "habits");
    tables.put("operation", "operations");
    tables.put("standing", "standings");
    tables.put("team_member", "groupMemberships");
    tables.put("import", "imports");
    tables.put("session", "sessions");
    tables.put("usage_pattern", "usagePatterns");
    tables.put("hot_response", "frequentRequests");
    tables.put("idempotency_key", "idempotencyKeys");
    tables.put("known_network", "knownNetworks");
    tables.put("security_event", "securityEvents");
    return java.util.Collections.unmodifiableMap(tables);
  }

  static Member member(Row row) {
    return new Member(
        row.getUUID(0),
        row.getString(1),
        row.getString(2),
        BookRows.memberClock(row.getString(3), row.getShort(4)),
        DayOfWeek.of(row.getShort(5)),
        Role.ofWord(row.getString(6)).orElseThrow(),
        Timestamps.instant(row.getOffsetDateTime(7)));
  }

  /// The stored credentials of a member.
  ///
  /// @param password the hash of the password
  record Credentials(UUID memberId, String password, String email, String name) {
    static Credentials of(Row row) {
      return new Credentials(row.getUUID(0), row.getString(1), row.getString(2), row.getString(3));
    }

    /// Leaves the password hash out, so that logs do not contain it.
    @Override
    public String toString() {
      return "Credentials[memberId=" + memberId + "]";
    }
  }
}
