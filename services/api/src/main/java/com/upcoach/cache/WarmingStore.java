package com.upcoach.cache;

import com.upcoach.database.Columns;
import com.upcoach.database.Queries;
import com.upcoach.database.Timestamps;
import com.upcoach.streak.MemberClock;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/// SQL of cache warming: the members' usage patterns, and the hot responses.
///
/// Both belong to the member and are deleted with the member. Nothing is written for a deleted
/// member.
final class WarmingStore {

  /// A response that no node has found hot for so long is deleted.
  private static final Duration HOT_TTL = Duration.ofMinutes(20);

  private static final String PATTERNS =
      """
            select u.member_id, u.weights, u.through, m.zone, m.day_start
            from usage_pattern u join member m on m.member_id = u.member_id
            order by u.through desc limit $1
            """;

  private static final String SAVE_PATTERNS =
      """
            insert into usage_pattern (member_id, weights, through)
            select m.member_id, k.weights, k.through
            from unnest($1::uuid[], $2::bytea[], $3::date[]) as k (member_id, weights, through)
            join member m on m.member_id = k.member_id
            order by m.member_id for key share of m
            on conflict (member_id) do update
                set weights = excluded.weights, through = excluded.through
            """;

  private static final String HOT =
      """
            select h.member_id, h.path, m.zone, m.day_start
            from hot_response h join member m on m.member_id = h.member_id
            order by h.saved_at desc, h.rank limit $1
            """;

  private static final String SAVE_HOT =
      """
            insert into hot_response (member_id, path, rank, saved_at)
            select m.member_id, k.path, k.rank, $4
            from unnest($1::uuid[], $2::text[], $3::int[]) as k (member_id, path, rank)
            join member m on m.member_id = k.member_id
            order by m.member_id for key share of m
            on conflict (member_id, path) do update set
                rank = excluded.rank, saved_at = excluded.saved_at
            """;

  private static final String DELETE_COLD = "delete from hot_response where saved_at < $1";

  private final Queries queries;

  WarmingStore(Queries queries) {
    this.queries = queries;
  }

  /// A usage pattern, with the member's present time zone and day start.
  record StoredPattern(UsagePatterns.Stored pattern, MemberClock memberClock) {}

  /// A hot response, with the member's present time zone and day start.
  record StoredHotKey(MemberResponseCache.HotKey hot, MemberClock memberClock) {}

  /// Patterns of the members that were seen last.
  Uni<List<StoredPattern>> patterns(int limit) {
    return queries.list(
        PATTERNS,
        Tuple.of(limit),
        row ->
            new StoredPattern(
                new UsagePatterns.Stored(
                    row.getUUID(0), row.getBuffer(1).getBytes(), row.getLocalDate(2)),
                memberClock(row, 3)));
  }

  Uni<Integer> save(List<UsagePatterns.Stored> patterns) {
    return queries.change(
        SAVE_PATTERNS,
        Columns.arguments(
            Columns.ids(patterns, UsagePatterns.Stored::memberId),
            Columns.of(patterns, Buffer[]::new, one -> Buffer.buffer(one.weights())),
            Columns.of(patterns, LocalDate[]::new, UsagePatterns.Stored::today)));
  }

  /// Hot responses as last saved by any node: the latest first, and among those the hottest.
  Uni<List<StoredHotKey>> hot(int limit) {
    return queries.list(
        HOT,
        Tuple.of(limit),
        row ->
            new StoredHotKey(
                new MemberResponseCache.HotKey(row.getUUID(0), row.getString(1)),
                memberClock(row, 2)));
  }

  /// Saves the hot responses of this node, hottest first, and deletes those that no node has found
  /// hot for a while.
  Uni<Integer> saveHot(List<MemberResponseCache.HotKey> hot, Instant now) {
    Integer[] ranks = new Integer[hot.size()];
    Arrays.setAll(ranks, rank -> rank);
    Tuple arguments =
        Columns.arguments(
            Columns.ids(hot, MemberResponseCache.HotKey::memberId),
            Columns.of(hot, String[]::new, MemberResponseCache.HotKey::path),
            ranks);
    return queries
        .change(SAVE_HOT, arguments.addOffsetDateTime(Timestamps.of(now)))
        .flatMap(saved -> queries.change(DELETE_COLD, Tuple.of(Timestamps.of(now.minus(HOT_TTL)))));
  }

  private static MemberClock memberClock(Row row, int from) {
    return new MemberClock(
        ZoneId.of(row.getString(from)), LocalTime.MIN.plusMinutes(row.getShort(from + 1)));
  }
}
