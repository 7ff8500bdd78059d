package com.upcoach.cache;

import com.upcoach.database.Columns;
import com.upcoach.database.Queries;
import com.upcoach.database.Timestamps;
import com.upcoach.streak.WallClock;
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

/// The SQL of what is warmed: members' rhythms, and what was hot.
///
/// Both are the member's, and go with it. Nothing is written for a member that is gone.
@ApplicationScoped
public class WarmingStore {

  /// What nobody has found hot for so long is hot no more, on any node.
  private static final Duration COOLS = Duration.ofMinutes(20);

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

  /// A rhythm, and the wall that the member has now.
  public record OnWall(UsagePatterns.Stored rhythm, WallClock wall) {}

  /// What was hot, and the wall that the member has now.
  public record HotOnWall(MemberResponseCache.Hot hot, WallClock wall) {}

  /// Those of the members that were here last.
  public Uni<List<OnWall>> rhythms(int limit) {
    return queries.list(
        RHYTHMS,
        Tuple.of(limit),
        row ->
            new OnWall(
                new UsagePatterns.Stored(
                    row.getUUID(0), row.getBuffer(1).getBytes(), row.getLocalDate(2)),
                wall(row, 3)));
  }

  public Uni<Integer> keep(List<UsagePatterns.Stored> rhythms) {
    return queries.change(
        KEEP_RHYTHMS,
        Columns.arguments(
            Columns.ids(rhythms, UsagePatterns.Stored::memberId),
            Columns.of(rhythms, Buffer[]::new, one -> Buffer.buffer(one.weights())),
            Columns.of(rhythms, LocalDate[]::new, UsagePatterns.Stored::today)));
  }

  /// What was hot when it was last kept, on any node: the latest first, and of those the
  /// hottest.
  public Uni<List<HotOnWall>> hot(int limit) {
    return queries.list(
        HOT,
        Tuple.of(limit),
        row ->
            new HotOnWall(
                new MemberResponseCache.Hot(row.getUUID(0), row.getString(1)), wall(row, 2)));
  }

  /// Keeps what is hot on this node, the hottest first, and lets go what no node has found hot
  /// for a while.
  public Uni<Integer> keepHot(List<MemberResponseCache.Hot> hot, Instant now) {
    Integer[] places = new Integer[hot.size()];
    Arrays.setAll(places, place -> place);
    Tuple arguments =
        Columns.arguments(
            Columns.ids(hot, MemberResponseCache.Hot::memberId),
            Columns.of(hot, String[]::new, MemberResponseCache.Hot::path),
            places);
    return queries
        .change(KEEP_HOT, arguments.addOffsetDateTime(Timestamps.of(now)))
        .flatMap(kept -> queries.change(COOL, Tuple.of(Timestamps.of(now.minus(COOLS)))));
  }

  private static WallClock wall(Row row, int from) {
    return new WallClock(
        ZoneId.of(row.getString(from)), LocalTime.MIN.plusMinutes(row.getShort(from + 1)));
  }
}
