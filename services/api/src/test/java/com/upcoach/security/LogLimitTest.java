package com.upcoach.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.upcoach.server.TestClock;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LogLimitTest {

    private final TestClock clock = new TestClock();
    private final LogLimit limit = new LogLimit(clock, 2);

    @Test
    void lines_beyond_the_limit_are_counted_and_the_next_minute_tells_how_many() {
        assertEquals(OptionalLong.of(0), limit.take());
        assertEquals(OptionalLong.of(0), limit.take());
        for (int line = 0; line < 1_000; line++) {
            assertEquals(OptionalLong.empty(), limit.take());
        }
        clock.advance(Duration.ofMinutes(1));
        assertEquals(OptionalLong.of(1_000), limit.take());
        assertEquals(OptionalLong.of(0), limit.take());
        assertEquals(OptionalLong.empty(), limit.take());
    }
}
