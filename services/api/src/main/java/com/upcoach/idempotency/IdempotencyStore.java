package com.upcoach.idempotency;

import com.upcoach.database.Queries;
import com.upcoach.database.Timestamps;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// SQL of requests with an idempotency key.
@ApplicationScoped
public class IdempotencyStore {

  /// Claims a key in one statement if it is new, has expired, or was abandoned; otherwise returns
  /// the existing row. There is no row if another request is claiming the key at this very moment.
  private static final String CLAIM =
      """
            with claimed as (
                insert into reply as r (member_id, key, request, chosen, created_at, begun_at)
                select m.member_id, $2, $3, $4, $5, $5 from member m
                where m.member_id = $1 for key share
                on conflict (member_id, key) do update set
                    request = excluded.request, begun_at = excluded.begun_at,
                    status = null, head = null, body = null,
                    chosen = case when r.created_at <= $6 then excluded.chosen else r.chosen end,
                    created_at = case when r.created_at <= $6
                                      then excluded.created_at else r.created_at end
                where r.created_at <= $6
                   or (r.status is null and r.begun_at <= $7 and r.request = excluded.request)
                returning r.chosen
            )
            select true, $3, chosen, null::smallint, null::text, null::bytea from claimed
            union all
            select false, o.request, o.chosen, o.status, o.head, o.body from reply o
            where o.member_id = $1 and o.key = $2 and not exists (select from claimed)
            """;

  private static final String SAVE =
      """
            update reply set status = $4, head = $5, body = $6
            where member_id = $1 and key = $2 and begun_at = $3 and status is null
            """;

  private static final String ABANDON =
      """
            update reply set begun_at = '-infinity'
            where member_id = $1 and key = $2 and begun_at = $3 and status is null
            """;

  private static final String FORGET =
      """
            delete from reply where (member_id, key) in (
                select o.member_id, o.key from reply o where o.created_at <= $1 limit $2)
            """;

  private final Queries queries;

  public IdempotencyStore(Queries queries) {
    this.queries = queries;
  }

  /// Member and key of a request, and the time of its claim, which tells it from later claims.
  record Claim(UUID memberId, String key, Instant at) {}

  /// State of a key.
  ///
  /// @param claimed whether the caller has claimed it and has to do the work
  /// @param reply stored response; empty if the work is not done
  record KeyState(boolean claimed, Buffer request, UUID reserved, Optional<StoredResponse> reply) {}

  /// Claims the work of a request.
  ///
  /// @param expired keys first claimed at or before this time are treated as new
  /// @param abandoned unfinished work begun at or before this time counts as abandoned
  /// @return empty if another request is claiming the key at this moment
  Uni<Optional<KeyState>> claim(
      Claim claim, Buffer request, UUID reserved, Instant expired, Instant abandoned) {
    return queries.first(
        CLAIM,
        Tuple.tuple()
            .addUUID(claim.memberId())
            .addString(claim.key())
            .addBuffer(request)
            .addUUID(reserved)
            .addOffsetDateTime(Timestamps.of(claim.at()))
            .addOffsetDateTime(Timestamps.of(expired))
            .addOffsetDateTime(Timestamps.of(abandoned)),
        IdempotencyStore::found);
  }

  private static KeyState found(Row row) {
    return new KeyState(
        row.getBoolean(0),
        row.getBuffer(1),
        row.getUUID(2),
        Optional.ofNullable(row.getShort(3))
            .map(
                status ->
                    new StoredResponse(status, row.getString(4), row.getBuffer(5).getBytes())));
  }

  /// Stores the response to a claimed request, unless the key has been claimed again.
  Uni<Integer> save(Claim claim, StoredResponse reply) {
    return queries.change(
        SAVE,
        Tuple.of(
            claim.memberId(),
            claim.key(),
            Timestamps.of(claim.at()),
            (short) reply.status(),
            reply.head(),
            Buffer.buffer(reply.body())));
  }

  /// Abandons the work, so that the next request with the key does it.
  Uni<Integer> abandon(Claim claim) {
    return queries.change(
        ABANDON, Tuple.of(claim.memberId(), claim.key(), Timestamps.of(claim.at())));
  }

  /// Deletes expired keys.
  ///
  /// @param limit maximal number of rows
  /// @return number of rows deleted
  Uni<Integer> deleteExpired(Instant expired, int limit) {
    return queries.change(FORGET, Tuple.of(Timestamps.of(expired), limit));
  }
}
