package com.upcoach.security;

import com.upcoach.database.Queries;
import com.upcoach.database.Timestamps;
import com.upcoach.paging.Cursor;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The SQL of security events.
final class SecurityEventStore {

  /// Adds an event, except for a member that is being deleted: none of its rows may remain.
  private static final String ADD =
      """
            insert into security_event (member_id, id, at, kind, detail)
            select member_id, $2, $3, $4, $5 from member where member_id = $1 for key share
            """;

  private static final String KEEP_NEWEST =
      """
            delete from security_event where member_id = $1 and (at < $2 or id in (
                select id from security_event where member_id = $1 and kind = $3
                order by at desc, id desc offset $4))
            """;

  private static final String NEWEST =
      """
            select id, at, kind, detail from security_event
            where member_id = $1 and (at, id) < ($2, $3)
            order by at desc, id desc limit $4
            """;

  private final Queries queries;

  SecurityEventStore(Queries queries) {
    this.queries = queries;
  }

  /// Adds an event, and removes events before `oldest` and all but the newest of its kind.
  Uni<Integer> add(UUID memberId, SecurityEvent event, Instant oldest, int maxPerKind) {
    return queries
        .change(
            ADD,
            Tuple.of(
                memberId,
                event.id(),
                Timestamps.of(event.at()),
                event.kind().word(),
                event.detail()))
        .flatMap(
            added ->
                queries.change(
                    KEEP_NEWEST,
                    Tuple.of(memberId, Timestamps.of(oldest), event.kind().word(), maxPerKind)));
  }

  /// A member's events, newest first.
  Uni<List<SecurityEvent>> newest(UUID memberId, Optional<Cursor> after, int limit) {
    Cursor from = after.orElse(Cursor.AFTER_ALL);
    return queries.list(
        NEWEST,
        Tuple.of(memberId, Timestamps.of(from.instant()), from.id(), limit),
        row ->
            new SecurityEvent(
                row.getUUID(0),
                Timestamps.instant(row.getOffsetDateTime(1)),
                SecurityEvent.Kind.ofWord(row.getString(2)),
                row.getString(3)));
  }
}
