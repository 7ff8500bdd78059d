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

/// The SQL of requests with a key.
@ApplicationScoped
public class IdempotencyStore {

  /// One statement for all that can be: the key is new, or too old to count, or its work was
  /// left; or somebody else has it, whose row is given then. There is no row where somebody has
  /// begun at this very moment.
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

  private static final String KEEP =
      """
            update reply set status = $4, head = $5, body = $6
            where member_id = $1 and key = $2 and begun_at = $3 and status is null
            """;

  private static final String LEAVE =
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

  /// Whose request it is, and the moment of its claim, by which later ones are told apart.
  record Claim(UUID memberId, String key, Instant at) {}

  /// What there is of a key.
  ///
  /// @param claimed whether the caller is to do the work
  /// @param reply empty where the work is not done
  record Found(boolean claimed, Buffer request, UUID chosen, Optional<StoredResponse> reply) {}

  /// Claims the work of a request.
  ///
  /// @param expired what was first claimed up to then counts no more
  /// @param left whose work was begun up to then and is not done by now, was left
  /// @return empty where another has claimed it just now
  Uni<Optional<Found>> claim(
      Claim claim, Buffer request, UUID chosen, Instant expired, Instant left) {
    return queries.first(
        CLAIM,
        Tuple.tuple()
            .addUUID(claim.memberId())
            .addString(claim.key())
            .addBuffer(request)
            .addUUID(chosen)
            .addOffsetDateTime(Timestamps.of(claim.at()))
            .addOffsetDateTime(Timestamps.of(expired))
            .addOffsetDateTime(Timestamps.of(left)),
        IdempotencyStore::found);
  }

  private static Found found(Row row) {
    return new Found(
        row.getBoolean(0),
        row.getBuffer(1),
        row.getUUID(2),
        Optional.ofNullable(row.getShort(3))
            .map(
                status ->
                    new StoredResponse(status, row.getString(4), row.getBuffer(5).getBytes())));
  }

  /// Keeps the reply to what was claimed, unless somebody has claimed it anew.
  Uni<Integer> keep(Claim claim, StoredResponse reply) {
    return queries.change(
        KEEP,
        Tuple.of(
            claim.memberId(),
            claim.key(),
            Timestamps.of(claim.at()),
            (short) reply.status(),
            reply.head(),
            Buffer.buffer(reply.body())));
  }

  /// Lets whoever comes next do the work.
  Uni<Integer> leave(Claim claim) {
    return queries.change(
        LEAVE, Tuple.of(claim.memberId(), claim.key(), Timestamps.of(claim.at())));
  }

  /// Removes what counts no more.
  ///
  /// @param most rows
  /// @return how many there were
  Uni<Integer> forget(Instant expired, int most) {
    return queries.change(FORGET, Tuple.of(Timestamps.of(expired), most));
  }
}
