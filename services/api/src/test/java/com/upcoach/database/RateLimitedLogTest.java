package com.upcoach.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RateLimitedLogTest {

    private enum Kind {
        AWAY,
        FULL
    }

    private final List<String> written = new ArrayList<>();
    private long now;
    private final RateLimitedLog<Kind> log =
            new RateLimitedLog<>(Kind.class, written::add, () -> now);

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void the_first_line_of_a_kind_is_written_at_once() {
        log.write(Kind.AWAY, "away");
        log.write(Kind.FULL, "full");
        assertEquals(List.of("away", "full"), written);
    }

    @Test
    void the_others_of_its_minute_are_counted_and_their_number_is_written_when_it_is_over() {
        for (int line = 0; line < 1_500; line++) {
            log.write(Kind.AWAY, "away " + line);
        }
        pass(Duration.ofSeconds(59));
        log.flush();
        assertEquals(List.of("away 0"), written);
        pass(Duration.ofSeconds(1));
        log.flush();
        assertEquals(
                List.of("away 0", "away 1499 (1,499 more of these in the last minute)"), written);
    }

    @Test
    void the_number_is_written_before_the_next_line_also_where_nobody_flushes() {
        log.write(Kind.AWAY, "first");
        log.write(Kind.AWAY, "second");
        pass(Duration.ofMinutes(3));
        log.write(Kind.AWAY, "third");
        assertEquals(List.of("first", "second (1 more of these in the last minute)"), written);
    }

    @Test
    void a_kind_that_was_quiet_for_a_minute_begins_anew() {
        log.write(Kind.AWAY, "first");
        pass(Duration.ofMinutes(1));
        log.flush();
        log.write(Kind.AWAY, "second");
        assertEquals(List.of("first", "second"), written);
    }

    @Test
    void in_an_hour_of_failures_there_is_one_line_a_minute() {
        for (int second = 0; second < 3_600; second++) {
            log.write(Kind.FULL, "full");
            log.flush();
            pass(Duration.ofSeconds(1));
        }
        assertEquals(60, written.size());
    }
}
