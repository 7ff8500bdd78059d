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
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// The SQL of members.
@ApplicationScoped
public class MemberStore {

  static final String COLUMNS =
      "m.member_id, m.email, m.name, m.zone, m.day_start, m.first_weekday, m.role,"
          + " m.created_at";

  private static final String ADD =
      """
            with added as (
                insert into member (member_id, email, name, password, zone, day_start,
                                    first_weekday, role, created_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                on conflict do nothing
                returning member_id
            )
            insert into tally (member_id) select member_id from added
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
      "select m.member_id, m.password, m.email, m.name from member m where m.email = $1";

  private static final String CREDENTIALS =
      "select m.member_id, m.password, m.email, m.name from member m where m.member_id = $1";

  /// Only where the member is still what it was read as, all of it that may change.
  private static final String CHANGE =
      """
            update member set name = $7, zone = $8, day_start = $9, role = $10
            where member_id = $1 and name = $2 and zone = $3 and day_start = $4
              and first_weekday = $5 and role = $6
            """;

  private static final String PASSWORD = "update member set password = $2 where member_id = $1";

  private static final String END_OTHER_SESSIONS =
      "delete from session where member_id = $1 and id <> $2";

  /// Groups that the member owns go with it, and so do the places of others in them. Locked
  /// first, so that nobody joins meanwhile.
  private static final String LOCK_GROUPS = "select id from team where owner_id = $1 for update";

  private static final String EMPTY_GROUPS =
      """
            delete from team_member tm using team t where t.owner_id = $1 and tm.team_id = t.id
            """;

  private static final String DISBAND = "delete from team where owner_id = $1";

  /// Every table that holds something of a member, and the word for it in the account of what
  /// was deleted. A test compares it with the tables that the database really has.
  static final Map<String, String> TABLES = tables();

  private final Queries queries;
  private final Function<UUID, Uni<Optional<Member>>> one;

  public MemberStore(Queries queries, BatchedStatements batching) {
    this.queries = queries;
    this.one = batching.reads(MemberStore::find);
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
                .addString(member.wall().zone().getId())
                .addShort(BookRows.minutes(member.wall().dayStart()))
                .addShort((short) member.firstWeekday().getValue())
                .addString(member.role().word())
                .addOffsetDateTime(Timestamps.of(member.createdAt())))
        .map(rows -> rows == 1);
  }

  Uni<Optional<Member>> find(UUID memberId) {
    return one.apply(memberId);
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

  /// Writes name, wall and role of a member, unless it has changed since it was read.
  ///
  /// @return whether it was written
  Uni<Boolean> change(Queries transaction, Member there, Member changed) {
    Tuple arguments =
        Tuple.tuple()
            .addUUID(there.id())
            .addString(there.name())
            .addString(there.wall().zone().getId())
            .addShort(BookRows.minutes(there.wall().dayStart()))
            .addShort((short) there.firstWeekday().getValue())
            .addString(there.role().word())
            .addString(changed.name())
            .addString(changed.wall().zone().getId())
            .addShort(BookRows.minutes(changed.wall().dayStart()))
            .addString(changed.role().word());
    return transaction.change(CHANGE, arguments).map(rows -> rows == 1);
  }

  /// Sets a password and ends all sessions but one, in one transaction.
  ///
  /// A session that is being opened with the old password is either there by then, and ended, or
  /// finds the new one and is not added.
  ///
  /// @return how many sessions ended
  Uni<Integer> changePassword(UUID memberId, String password, UUID remaining) {
    return queries.inTransaction(
        one ->
            one.change(PASSWORD, Tuple.of(memberId, password))
                .flatMap(changed -> one.change(END_OTHER_SESSIONS, Tuple.of(memberId, remaining))));
  }

  /// Deletes all that a member has, in one transaction.
  ///
  /// The member and its tally go first: whatever writes for the member holds one of the two, so
  /// it is either done before, and deleted here, or finds nobody to write for.
  ///
  /// @return how many rows of each kind there were, by the word for it
  Uni<Map<String, Integer>> delete(UUID memberId) {
    return queries.inTransaction(
        one -> {
          List<Uni<Integer>> steps = new ArrayList<>();
          for (String table : TABLES.keySet()) {
            steps.add(
                one.change("delete from " + table + " where member_id = $1", Tuple.of(memberId)));
          }
          steps.add(one.change(LOCK_GROUPS, Tuple.of(memberId)));
          steps.add(one.change(EMPTY_GROUPS, Tuple.of(memberId)));
          steps.add(one.change(DISBAND, Tuple.of(memberId)));
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
    tables.put("tally", "bookRevisions");
    tables.put("check_in", "checkIns");
    tables.put("check_in_deletion", "emptiedDays");
    tables.put("habit_summary", "summaries");
    tables.put("book_recount", "pendingRecomputations");
    tables.put("pause", "pauses");
    tables.put("habit", "habits");
    tables.put("operation", "operations");
    tables.put("standing", "standings");
    tables.put("team_member", "groupMemberships");
    tables.put("import", "imports");
    tables.put("session", "sessions");
    tables.put("rhythm", "usagePatterns");
    tables.put("hot_answer", "frequentRequests");
    tables.put("reply", "idempotentResponses");
    tables.put("known_network", "knownNetworks");
    tables.put("security_event", "securityEvents");
    return java.util.Collections.unmodifiableMap(tables);
  }

  static Member member(Row row) {
    return new Member(
        row.getUUID(0),
        row.getString(1),
        row.getString(2),
        BookRows.wall(row.getString(3), row.getShort(4)),
        DayOfWeek.of(row.getShort(5)),
        Role.ofWord(row.getString(6)).orElseThrow(),
        Timestamps.instant(row.getOffsetDateTime(7)));
  }

  /// What a password is checked against.
  record Credentials(UUID memberId, String password, String email, String name) {
    static Credentials of(Row row) {
      return new Credentials(row.getUUID(0), row.getString(1), row.getString(2), row.getString(3));
    }

    /// The password stays out of logs.
    @Override
    public String toString() {
      return "Credentials[memberId=" + memberId + "]";
    }
  }
}
