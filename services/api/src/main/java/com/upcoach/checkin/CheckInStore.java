package com.upcoach.checkin;

import com.upcoach.book.BookRows;
import com.upcoach.book.CheckIn;
import com.upcoach.database.Queries;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The SQL that reads check-ins and the answers given to operations. Writing goes through the book.
@ApplicationScoped
public class CheckInStore {

    static final String ONE =
            "select "
                    + BookRows.CHECK_IN
                    + " from check_in c where c.member_id = $1 and c.habit_id = $2 and c.day = $3";

    private static final String HABIT = "select 1 from habit where member_id = $1 and id = $2";

    static final String PAGE =
            "select "
                    + BookRows.CHECK_IN
                    + """
                     from check_in c
                     where c.member_id = $1 and c.habit_id = $2 and c.day < $3 and c.day >= $4
                     order by c.day desc limit $5
                    """;

    private static final String ANSWERS =
            "select id, answer from operation where member_id = $1 and id = any($2)";

    private final Queries queries;

    public CheckInStore(Queries queries) {
        this.queries = queries;
    }

    Uni<Optional<CheckIn>> find(UUID memberId, UUID habitId, LocalDate day) {
        return queries.first(ONE, Tuple.of(memberId, habitId, day), BookRows::checkIn);
    }

    /// @return empty where the member has no such habit
    Uni<Optional<List<CheckIn>>> page(
            UUID memberId, UUID habitId, LocalDate before, LocalDate from, int limit) {
        return queries.together(
                one ->
                        Uni.combine()
                                .all()
                                .unis(
                                        one.first(
                                                HABIT,
                                                Tuple.of(memberId, habitId),
                                                row -> row.getInteger(0)),
                                        one.list(
                                                PAGE,
                                                Tuple.of(memberId, habitId, before, from, limit),
                                                BookRows::checkIn))
                                .with((habit, rows) -> habit.map(there -> rows)));
    }

    /// The answers given before to some of these operations, by operation id.
    Uni<Map<UUID, String>> answers(UUID memberId, UUID[] operations) {
        return queries.list(
                        ANSWERS,
                        Tuple.tuple().addUUID(memberId).addArrayOfUUID(operations),
                        row -> Map.entry(row.getUUID(0), row.getString(1)))
                .map(
                        entries -> {
                            Map<UUID, String> byId = new HashMap<>();
                            entries.forEach(entry -> byId.put(entry.getKey(), entry.getValue()));
                            return byId;
                        });
    }
}
