package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RefusalLogTest {

    private final AtomicLong now = new AtomicLong();
    private final List<String> lines = new ArrayList<>();
    private final RefusalLog log = new RefusalLog(lines::add, now::get);

    private static InetAddress address(int number) {
        try {
            return InetAddress.getByAddress(
                    new byte[] {10, 0, (byte) (number >> 8), (byte) number});
        } catch (UnknownHostException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    @Test
    void an_address_gets_one_line_a_minute() {
        for (int second = 0; second < 120; second++) {
            for (int times = 0; times < 50; times++) {
                log.refused(address(1), "The host is wrong.");
            }
            now.addAndGet(Duration.ofSeconds(1).toNanos());
        }
        assertEquals(2, lines.size(), lines.toString());
        assertEquals(
                "10.0.0.1: its request was refused: The host is wrong. More from this address is"
                        + " not logged for a minute.",
                lines.getFirst());
    }

    @Test
    void many_addresses_get_few_lines_together() {
        for (int number = 0; number < 5_000; number++) {
            log.refused(address(number), "The host is wrong.");
        }
        assertEquals(RefusalLog.MOST_LINES_A_MINUTE, lines.size());
        now.addAndGet(Duration.ofSeconds(61).toNanos());
        log.refused(address(1), "The host is wrong.");
        assertTrue(lines.size() > RefusalLog.MOST_LINES_A_MINUTE);
    }
}
