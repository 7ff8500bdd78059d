package com.upcoach.idempotency;

import com.upcoach.database.Queries;
import com.upcoach.database.Timestamps;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// SQL of requests with an idempotency key.
@Singleton
final class IdempotencyStore {

  /// Claims a key in one statement if it is new, has expired, or was abandoned; otherwise returns
  /// the existing row. There is no row if another request is claiming the key at this very moment.
  private static final String CLAIM =
      """
            with claimed as (
                insert into idempotency_key as i
                    (member_id, key, request_hash, reserved_id, created_at, claimed_at)
                select m.member_id, $2, $3, $4, $5, $5 from member m
                where m.member_id = $1 for key share
                on conflict (member_id, key) do update set
                    request_hash = excluded.request_hash, claimed_at = excluded.claimed_at,
                    response_status = null, response_headers = null, response_body = null,
                    reserved_id = case when i.created_at <= $6
                                       then excluded.reserved_id else i.reserved_id end,
                    created_at = case when i.created_at <= $6
                                      then excluded.created_at else i.created_at end
                where i.created_at <= $6
                   or (i.response_status is null and i.claimed_at <= $7
                       and i.request_hash = excluded.request_hash)
                returning i.reserved_id
            )
            select true, $3, reserved_id, null::smallint, null::text, null::bytea from claimed
            union all
            select false, i.request_hash, i.reserved_id, i.response_status, i.response_headers,
                   i.response_body
            from idempotency_key i
            where i.member_id = $1 and i.key = $2 and not exists (select from claimed)
            """;

  private static final String SAVE =
      """
            update idempotency_key set
                response_status = $4, response_headers = $5, response_body = $6
            where member_id = $1 and key = $2 and claimed_at = $3 and response_status is null
            """;

  private static final String ABANDON =
      """
            update idempotency_key set claimed_at = '-infinity'
            where member_id = $1 and key = $2 and claimed_at = $3 and response_status is null
            """;

  private static final String DELETE_EXPIRED =
      """
            delete from idempotency_key where (member_id, key) in (
                select i.member_id, i.key from idempotency_key i where i.created_at <= $1 limit $2)
            """;

  private final Queries queries;

  IdempotencyStore(Queries queries) {
    this.queries = queries;
  }

  /// Member and key of a request, and the time of its claim, which tells it from later claims.
  record Claim(UUID memberId, String key, Instant at) {}

  /// State of a key.
  ///
  /// @param claimed whether the caller has claimed it and has to do the work
  /// @param response stored response; empty if the work is not done
  record KeyState(
      boolean claimed, Buffer requestHash, UUID reserved, Optional<StoredResponse> response) {}

  /// Claims the work of a request.
  ///
  /// @param expired keys first claimed at or before this time are treated as new
  /// @param abandoned unfinished work claimed at or before this time counts as abandoned
  /// @return empty if another request is claiming the key at this moment
  Uni<Optional<KeyState>> claim(
      Claim claim, Buffer requestHash, UUID reserved, Instant expired, Instant abandoned) {
    return queries.first(
        CLAIM,
        Tuple.tuple()
            .addUUID(claim.memberId())
            .addString(claim.key())
            .addBuffer(requestHash)
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
  Uni<Integer> save(Claim claim, StoredResponse response) {
    return queries.change(
        SAVE,
        Tuple.of(
            claim.memberId(),
            claim.key(),
            Timestamps.of(claim.at()),
            (short) response.status(),
            response.headers(),
            Buffer.buffer(response.body())));
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
    return queries.change(DELETE_EXPIRED, Tuple.of(Timestamps.of(expired), limit));
  }
}
