package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.upcoach.edge.JsonBytes;
import com.upcoach.edge.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/// Holds writers against Jackson, for values that are made up. A failure prints its seed; run it
/// again with `-Dseed=…`.
public final class AnswersAgainstJackson {

    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int ROUNDS = 3_000;

    private AnswersAgainstJackson() {}

    /// Fails where the bytes of any of the values are not the very bytes that Jackson writes for
    /// the record.
    public static <T> void same(
            Function<RandomAnswers, T> values,
            JsonWriter<T> writer,
            Function<? super T, Object> record) {
        RandomAnswers answers = new RandomAnswers(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            T value = values.apply(answers);
            int number = round;
            assertEquals(
                    new String(WireRecords.bytes(record.apply(value)), StandardCharsets.UTF_8),
                    new String(JsonBytes.of(value, writer), StandardCharsets.UTF_8),
                    () -> "value " + number + " of -Dseed=" + SEED + ": " + value);
        }
    }
}
