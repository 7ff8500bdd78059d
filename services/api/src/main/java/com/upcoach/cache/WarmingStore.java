package com.upcoach.cache;

import com.upcoach.database.Columns;
import com.upcoach.database.Queries;
import com.upcoach.database.Timestamps;
import com.upcoach.streak.MemberClock;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
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
@ApplicationScoped
public class WarmingStore {

  /// A response that no node has found hot for so long is deleted.
  private static final Duration HOT_TTL = Duration.ofMinutes(20);

  private static final String RHYTHMS =
      """
            select r.member_id, r.weights, r.through, m.zone, m.day_start
            from rhythm r join member m on m.member_id = r.member_id
            order by r.through desc limit $1
            """;

  private static final String KEEP_RHYTHMS =
      """
            insert into rhythm (member_id, weights, through)
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
            from hot_answer h join member m on m.member_id = h.member_id
            order by h.at desc, h.place limit $1
            """;

  private static final String KEEP_HOT =
      """
            insert into hot_answer (member_id, path, place, at)
            select m.member_id, k.path, k.place, $4
            from unnest($1::uuid[], $2::text[], $3::int[]) as k (member_id, path, place)
            join member m on m.member_id = k.member_id
            order by m.member_id for key share of m
            on conflict (member_id, path) do update set place = excluded.place, at = excluded.at
            """;

  private static final String COOL = "delete from hot_answer where at < $1";

  private final Queries queries;

  public WarmingStore(Queries queries) {
    this.queries = queries;
  }

  /// A usage pattern, with the member's present time zone and day start.
  public record StoredPattern(UsagePatterns.Stored pattern, MemberClock memberClock) {}

  /// A hot response, with the member's present time zone and day start.
  public record StoredHotKey(MemberResponseCache.HotKey hot, MemberClock memberClock) {}

  /// Patterns of the members that were seen last.
  public Uni<List<StoredPattern>> rhythms(int limit) {
    return queries.list(
        RHYTHMS,
        Tuple.of(limit),
        row ->
            new StoredPattern(
                new UsagePatterns.Stored(
                    row.getUUID(0), row.getBuffer(1).getBytes(), row.getLocalDate(2)),
                memberClock(row, 3)));
  }

  public Uni<Integer> save(List<UsagePatterns.Stored> rhythms) {
    return queries.change(
        KEEP_RHYTHMS,
        Columns.arguments(
            Columns.ids(rhythms, UsagePatterns.Stored::memberId),
            Columns.of(rhythms, Buffer[]::new, pattern -> Buffer.buffer(pattern.weights())),
            Columns.of(rhythms, LocalDate[]::new, UsagePatterns.Stored::today)));
  }

  /// HotKey responses as last saved by any node: the latest first, and among those the hottest.
  public Uni<List<StoredHotKey>> hot(int limit) {
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
  public Uni<Integer> saveHot(List<MemberResponseCache.HotKey> hot, Instant now) {
    Integer[] ranks = new Integer[hot.size()];
    Arrays.setAll(ranks, rank -> rank);
    Tuple arguments =
        Columns.arguments(
            Columns.ids(hot, MemberResponseCache.HotKey::memberId),
            Columns.of(hot, String[]::new, MemberResponseCache.HotKey::path),
            ranks);
    return queries
        .change(KEEP_HOT, arguments.addOffsetDateTime(Timestamps.of(now)))
        .flatMap(saved -> queries.change(COOL, Tuple.of(Timestamps.of(now.minus(HOT_TTL)))));
  }

  private static MemberClock memberClock(Row row, int from) {
    return new MemberClock(
        ZoneId.of(row.getString(from)), LocalTime.MIN.plusMinutes(row.getShort(from + 1)));
  }
}
