package com.upcoach.session;

import com.upcoach.access.Caller;
import com.upcoach.access.Role;
import com.upcoach.book.BookRows;
import com.upcoach.coalesce.Statements;
import com.upcoach.database.BatchedStatements;
import com.upcoach.database.Columns;
import com.upcoach.database.KeyedRows;
import com.upcoach.database.Queries;
import com.upcoach.database.Timestamps;
import com.upcoach.paging.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/// The SQL of sessions.
final class SessionStore {

  /// Adds a session, unless the member's password has changed since it was checked. The row lock
  /// orders this statement and a concurrent password change: the change either commits before, and
  /// is seen here, or after, and ends this session.
  private static final String ADD =
      """
            insert into session (member_id, id, token_hash, device, created_at, expires_at)
            select member_id, $2, $3, $4, $5, $6 from member
            where member_id = $1 and ($7::text is null or password_hash = $7) for share
            """;

  private static final String CALLER =
      """
            select s.id, m.role, m.zone, m.day_start, m.first_weekday, s.expires_at, m.member_id, k.n
            from unnest($1::uuid[], $2::bytea[]) with ordinality as k (member_id, token_hash, n)
            join session s on s.member_id = k.member_id and s.token_hash = k.token_hash
            join member m on m.member_id = k.member_id
            """;

  private static final String NEWEST =
      """
            select id, device, created_at, expires_at from session
            where member_id = $1 and expires_at > $2 and (created_at, id) < ($3, $4)
            order by created_at desc, id desc limit $5
            """;

  private static final String OLDEST =
      """
            select id, device, created_at, expires_at from session
            where member_id = $1 and expires_at > $2 and (created_at, id) > ($3, $4)
            order by created_at, id limit $5
            """;

  private static final String END = "delete from session where member_id = $1 and id = $2";

  private static final String END_OTHERS = "delete from session where member_id = $1 and id <> $2";

  private static final String DELETE_EXPIRED =
      "delete from session where member_id = $1 and expires_at <= $2";

  private final Queries queries;
  private final Function<SessionToken, Uni<Optional<SessionWithOwner>>> caller;

  SessionStore(Queries queries, BatchedStatements batching) {
    this.queries = queries;
    this.caller = batching.reads(SessionStore::callers);
  }

  /// A session, which may have expired, with its owner.
  record SessionWithOwner(Caller caller, Instant expiresAt) {

    /// The caller, unless the session has expired at `now`.
    Optional<Caller> callerAt(Instant now) {
      return expiresAt.isAfter(now) ? Optional.of(caller) : Optional.empty();
    }
  }

  /// Adds a session, and deletes the member's expired ones.
  ///
  /// @param passwordHash the hash that the member must still have; empty for any
  /// @return 0 where the member does not exist or has another password
  Uni<Integer> add(Session session, SessionToken token, Optional<String> passwordHash) {
    return queries
        .change(DELETE_EXPIRED, Tuple.of(token.memberId(), Timestamps.of(session.createdAt())))
        .flatMap(
            deleted ->
                queries.change(
                    ADD,
                    Tuple.of(
                        token.memberId(),
                        session.id(),
                        token.hash(),
                        session.device(),
                        Timestamps.of(session.createdAt()),
                        Timestamps.of(session.expiresAt()),
                        passwordHash.orElse(null))));
  }

  Uni<Optional<SessionWithOwner>> caller(SessionToken token) {
    return caller.apply(token);
  }

  private static Future<List<Optional<SessionWithOwner>>> callers(
      Statements statements, List<SessionToken> tokens) {
    return statements
        .run(
            CALLER,
            Columns.arguments(
                Columns.ids(tokens, SessionToken::memberId),
                Columns.of(tokens, Buffer[]::new, SessionToken::hash)))
        .map(rows -> KeyedRows.optional(tokens.size(), rows, SessionStore::found));
  }

  /// The sessions of a member that have not expired at `now`, by their creation.
  ///
  /// @param after the cursor of the previous page, exclusive
  Uni<List<Session>> own(
      UUID memberId, Instant now, boolean newestFirst, Optional<Cursor> after, int limit) {
    Cursor from = after.orElse(newestFirst ? Cursor.AFTER_ALL : Cursor.BEFORE_ALL);
    return queries.list(
        newestFirst ? NEWEST : OLDEST,
        Tuple.of(memberId, Timestamps.of(now), Timestamps.of(from.instant()), from.id(), limit),
        row ->
            new Session(
                row.getUUID(0),
                row.getString(1),
                Timestamps.instant(row.getOffsetDateTime(2)),
                Timestamps.instant(row.getOffsetDateTime(3))));
  }

  Uni<Integer> end(UUID memberId, UUID sessionId) {
    return queries.change(END, Tuple.of(memberId, sessionId));
  }

  Uni<Integer> endOthers(UUID memberId, UUID sessionId) {
    return queries.change(END_OTHERS, Tuple.of(memberId, sessionId));
  }

  private static SessionWithOwner found(Row row) {
    Caller caller =
        new Caller(
            row.getUUID(6),
            row.getUUID(0),
            Role.ofWord(row.getString(1)).orElseThrow(),
            BookRows.memberClock(row.getString(2), row.getShort(3)),
            DayOfWeek.of(row.getShort(4)));
    return new SessionWithOwner(caller, Timestamps.instant(row.getOffsetDateTime(5)));
  }
}
