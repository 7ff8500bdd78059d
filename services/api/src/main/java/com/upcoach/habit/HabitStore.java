package com.upcoach.habit;

import com.upcoach.book.BookRows;
import com.upcoach.book.Habit;
import com.upcoach.database.Queries;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The SQL that reads habits. Writing goes through the book.
@ApplicationScoped
public class HabitStore {

    private static final String ONE =
            "select " + BookRows.HABIT + " from habit h where h.member_id = $1 and h.id = $2";

    private static final String PAGE =
            "select "
                    + BookRows.HABIT
                    + """
                     from habit h
                     where h.member_id = $1 and h.id > $2
                       and ($3::bool is null or h.archived = $3)
                     order by h.id limit $4
                    """;

    private final Queries queries;

    public HabitStore(Queries queries) {
        this.queries = queries;
    }

    Uni<Optional<Habit>> find(UUID memberId, UUID habitId) {
        return queries.first(ONE, Tuple.of(memberId, habitId), BookRows::habit);
    }

    Uni<List<Habit>> page(UUID memberId, Optional<Boolean> archived, UUID after, int limit) {
        return queries.list(
                PAGE, Tuple.of(memberId, after, archived.orElse(null), limit), BookRows::habit);
    }
}
