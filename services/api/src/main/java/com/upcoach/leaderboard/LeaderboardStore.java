package com.upcoach.leaderboard;

import com.upcoach.book.Standing;
import com.upcoach.database.Queries;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/// The SQL of boards.
@ApplicationScoped
public class LeaderboardStore {

    private static final String ENTRY =
            """
            select rank() over (order by s.points desc)::int, s.member_id, m.name, s.points
            """;

    private static final String TOP =
            """
            select rank() over (order by t.points desc)::int, t.member_id, m.name, t.points
            from (select s.member_id, s.points from standing s
                  where s.period = $1 and s.starts = $2 and s.points > 0
                  order by s.points desc, s.member_id limit $3) t
            join member m on m.member_id = t.member_id
            order by t.points desc, t.member_id
            """;

    private static final String TOP_OF_GROUP =
            ENTRY
                    + """
                    from team_member tm
                    join standing s on s.member_id = tm.member_id
                    join member m on m.member_id = tm.member_id
                    where tm.team_id = $4 and s.period = $1 and s.starts = $2 and s.points > 0
                    order by s.points desc, s.member_id limit $3
                    """;

    /// The member and its neighbours: so many above, so many below.
    private static final String AROUND =
            """
            with own as (
                select s.points, s.member_id from standing s
                where s.member_id = $3 and s.period = $1 and s.starts = $2 and s.points > 0
            ), above as (
                select s.member_id, s.points from standing s, own
                where s.period = $1 and s.starts = $2
                  and (s.points, own.member_id) > (own.points, s.member_id)
                order by s.points, s.member_id desc limit $4
            ), below as (
                select s.member_id, s.points from standing s, own
                where s.period = $1 and s.starts = $2 and s.points > 0
                  and (s.points, own.member_id) < (own.points, s.member_id)
                order by s.points desc, s.member_id limit $4
            ), near as (
                select member_id, points from above
                union all select member_id, points from own
                union all select member_id, points from below
            )
            select 1 + (select count(*) from standing b
                        where b.period = $1 and b.starts = $2 and b.points > n.points)::int,
                   n.member_id, m.name, n.points
            from near n join member m on m.member_id = n.member_id
            order by n.points desc, n.member_id
            """;

    private static final String GROUP =
            """
            with board as (
            """
                    + ENTRY
                    + """
                    from team_member tm
                    join standing s on s.member_id = tm.member_id
                    join member m on m.member_id = tm.member_id
                    where tm.team_id = $3 and s.period = $1 and s.starts = $2 and s.points > 0
                    )
                    select * from board order by points desc, member_id
                    """;

    private final Queries queries;

    public LeaderboardStore(Queries queries) {
        this.queries = queries;
    }

    Uni<List<Board.Entry>> top(Standing standing, int limit) {
        return queries.list(
                TOP,
                Tuple.of(standing.period().word(), standing.starts(), limit),
                LeaderboardStore::entry);
    }

    Uni<List<Board.Entry>> topOfGroup(UUID groupId, Standing standing, int limit) {
        return queries.list(
                TOP_OF_GROUP,
                Tuple.of(standing.period().word(), standing.starts(), limit, groupId),
                LeaderboardStore::entry);
    }

    Uni<List<Board.Entry>> around(UUID memberId, Standing standing, int neighbours) {
        return queries.list(
                AROUND,
                Tuple.of(standing.period().word(), standing.starts(), memberId, neighbours),
                LeaderboardStore::entry);
    }

    /// The whole board of a group; a group is bounded.
    Uni<List<Board.Entry>> ofGroup(UUID groupId, Standing standing) {
        return queries.list(
                GROUP,
                Tuple.of(standing.period().word(), standing.starts(), groupId),
                LeaderboardStore::entry);
    }

    private static Board.Entry entry(Row row) {
        return new Board.Entry(
                row.getInteger(0), row.getUUID(1), row.getString(2), row.getInteger(3));
    }
}
