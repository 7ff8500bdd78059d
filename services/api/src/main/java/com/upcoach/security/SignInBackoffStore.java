package com.upcoach.security;

import com.upcoach.database.Queries;
import com.upcoach.database.Timestamps;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The SQL of failed sign-ins and known networks.
final class SignInBackoffStore {

  /// Counts the attempt before the password is checked, so that concurrent attempts, on any node,
  /// are admitted one after the other.
  private static final String ADMIT =
      """
            insert into sign_in_backoff as b (target, failures, failed_at, retry_at)
            values ($1, 1, $2::timestamptz, $2::timestamptz + make_interval(secs => ($4::float8[])[1]))
            on conflict (target) do update set
                failures = case when b.failed_at < $3::timestamptz then 1 else b.failures + 1 end,
                failed_at = $2::timestamptz,
                retry_at = $2::timestamptz + make_interval(secs => ($4::float8[])[
                    case when b.failed_at < $3::timestamptz then 1
                         else least(b.failures + 1, cardinality($4::float8[])) end])
            where b.retry_at <= $2::timestamptz
            """;

  private static final String RETRY_AT = "select retry_at from sign_in_backoff where target = $1";

  private static final String RESET = "delete from sign_in_backoff where target = $1";

  private static final String REMOVE_EXPIRED =
      """
            delete from sign_in_backoff where target in (
                select target from sign_in_backoff where failed_at < $1 order by failed_at limit $2)
            """;

  private static final String KNOWN =
      "select from known_network where member_id = $1 and network = $2";

  private static final String REMEMBER =
      """
            insert into known_network (member_id, network, seen_at)
            select member_id, $2, $3 from member where member_id = $1 for key share
            on conflict (member_id, network) do update set seen_at = excluded.seen_at
            """;

  private static final String KEEP_NEWEST =
      """
            delete from known_network where member_id = $1 and network in (
                select network from known_network where member_id = $1
                order by seen_at desc, network offset $2)
            """;

  private final Queries queries;

  SignInBackoffStore(Queries queries) {
    this.queries = queries;
  }

  /// Counts an attempt and admits it, unless it has to wait.
  ///
  /// @param expiredBefore failures before this moment no longer count
  Uni<Boolean> admit(Buffer target, Instant now, Instant expiredBefore, BackoffSchedule schedule) {
    return queries
        .change(
            ADMIT,
            Tuple.of(target, Timestamps.of(now), Timestamps.of(expiredBefore), schedule.seconds()))
        .map(rows -> rows == 1);
  }

  Uni<Optional<Instant>> retryAt(Buffer target) {
    return queries.first(
        RETRY_AT, Tuple.of(target), row -> Timestamps.instant(row.getOffsetDateTime(0)));
  }

  Uni<Integer> reset(Buffer target) {
    return queries.change(RESET, Tuple.of(target));
  }

  Uni<Integer> removeExpired(Instant failedBefore, int limit) {
    return queries.change(REMOVE_EXPIRED, Tuple.of(Timestamps.of(failedBefore), limit));
  }

  Uni<Boolean> isKnown(UUID memberId, Buffer network) {
    return queries.first(KNOWN, Tuple.of(memberId, network), row -> true).map(Optional::isPresent);
  }

  /// Remembers a network of a member, and removes the least recently used ones beyond the limit.
  Uni<Integer> remember(UUID memberId, Buffer network, Instant now, int limit) {
    return queries
        .change(REMEMBER, Tuple.of(memberId, network, Timestamps.of(now)))
        .flatMap(done -> queries.change(KEEP_NEWEST, Tuple.of(memberId, limit)));
  }
}
