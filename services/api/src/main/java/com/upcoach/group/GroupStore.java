package com.upcoach.group;

import com.upcoach.database.Queries;
import com.upcoach.database.Timestamps;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The SQL of groups.
@ApplicationScoped
public class GroupStore {

    private static final String COLUMNS =
            """
            select t.id, t.name, t.code, t.owner_id,
                   (select count(*) from team_member n where n.team_id = t.id), t.created_at
            """;

    private static final String OWN =
            COLUMNS
                    + """
                    from team_member tm join team t on t.id = tm.team_id
                    where tm.member_id = $1 order by t.id
                    """;

    private static final String ONE =
            COLUMNS
                    + """
                    from team_member tm join team t on t.id = tm.team_id
                    where tm.member_id = $1 and tm.team_id = $2
                    """;

    private static final String BY_CODE = COLUMNS + "from team t where t.code = $1";

    private static final String FOUND =
            """
            with owner as (
                select member_id from member where member_id = $1 for key share
            ), made as (
                insert into team (id, name, code, owner_id, created_at)
                select $2, $3, $4, m.member_id, $5 from owner m
                where (select count(*) from team_member where member_id = $1) < $6
                on conflict (id) do nothing
                returning id
            )
            insert into team_member (member_id, team_id, joined_at) select $1, id, $5 from made
            """;

    private static final String JOIN =
            """
            insert into team_member (member_id, team_id, joined_at)
            select m.member_id, t.id, $3 from member m, team t
            where m.member_id = $1 and t.id = $2
            for key share
            on conflict do nothing
            """;

    private static final String LEAVE =
            "delete from team_member where member_id = $1 and team_id = $2";

    private static final String DELETE = "delete from team where id = $2 and owner_id = $1";

    private static final String EMPTY = "delete from team_member where team_id = $1";

    private static final String RECODE =
            "update team set code = $3 where id = $2 and owner_id = $1";

    private static final String MEMBERS =
            """
            select m.member_id, m.name, tm.joined_at
            from team_member tm join member m on m.member_id = tm.member_id
            where tm.team_id = $1 and tm.member_id > $2 order by tm.member_id limit $3
            """;

    private final Queries queries;

    public GroupStore(Queries queries) {
        this.queries = queries;
    }

    /// Somebody in a group, as the others see it.
    record Participant(UUID memberId, String name, Instant joinedAt) {}

    Uni<List<Group>> own(UUID memberId) {
        return queries.list(OWN, Tuple.of(memberId), GroupStore::group);
    }

    Uni<Optional<Group>> find(UUID memberId, UUID groupId) {
        return queries.first(ONE, Tuple.of(memberId, groupId), GroupStore::group);
    }

    Uni<Optional<Group>> findByCode(String code) {
        return queries.first(BY_CODE, Tuple.of(code), GroupStore::group);
    }

    /// @return false where the id is taken or the owner is in as many groups as it may be
    Uni<Boolean> found(Group group, int most) {
        return queries.change(
                        FOUND,
                        Tuple.of(
                                group.ownerId(),
                                group.id(),
                                group.name(),
                                group.code(),
                                Timestamps.of(group.createdAt()),
                                most))
                .map(rows -> rows == 1);
    }

    Uni<Integer> join(UUID memberId, UUID groupId, Instant now) {
        return queries.change(JOIN, Tuple.of(memberId, groupId, Timestamps.of(now)));
    }

    Uni<Integer> leave(UUID memberId, UUID groupId) {
        return queries.change(LEAVE, Tuple.of(memberId, groupId));
    }

    /// In two statements: whoever joined before the group was gone is seen by the second only.
    Uni<Integer> delete(UUID ownerId, UUID groupId) {
        return queries.inTransaction(
                one ->
                        one.change(DELETE, Tuple.of(ownerId, groupId))
                                .flatMap(
                                        gone ->
                                                gone == 1
                                                        ? one.change(EMPTY, Tuple.of(groupId))
                                                        : Uni.createFrom().item(0)));
    }

    Uni<Integer> recode(UUID ownerId, UUID groupId, String code) {
        return queries.change(RECODE, Tuple.of(ownerId, groupId, code));
    }

    Uni<List<Participant>> members(UUID groupId, UUID after, int limit) {
        return queries.list(
                MEMBERS,
                Tuple.of(groupId, after, limit),
                row ->
                        new Participant(
                                row.getUUID(0),
                                row.getString(1),
                                Timestamps.instant(row.getOffsetDateTime(2))));
    }

    private static Group group(Row row) {
        return new Group(
                row.getUUID(0),
                row.getString(1),
                row.getString(2),
                row.getUUID(3),
                row.getLong(4).intValue(),
                Timestamps.instant(row.getOffsetDateTime(5)));
    }
}
