package com.upcoach.database;

import com.upcoach.coalesce.BatchLimits;
import com.upcoach.coalesce.Lanes;
import com.upcoach.coalesce.Priority;
import com.upcoach.coalesce.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/// The way to the database for what members ask for most: together with all others who ask for the
/// same kind of thing at the same moment.
///
/// Each store defines its reads and writes here once, and then asks for one key at a time.
public final class Batching {

    private static final int READS_WAITING = 4_096;
    private static final int WRITES_WAITING = 4_096;
    private static final int HISTORIES_WAITING = 512;

    /// A history is hundreds of rows: more of them in one batch gain nothing.
    private static final int MOST_HISTORIES = 16;

    private static final Duration PATIENCE_OF_READERS = Duration.ofSeconds(2);
    private static final Duration PATIENCE_OF_WRITERS = Duration.ofSeconds(5);
    private static final Duration PATIENCE_WITH_HISTORIES = Duration.ofSeconds(10);

    private final Lanes lanes;
    private final int largest;

    /// @param largest most entries in one batch; 1 means no batching
    public Batching(Lanes lanes, int largest) {
        this.lanes = lanes;
        this.largest = largest;
    }

    /// A batch of writes: of which member each is, and what it writes.
    @FunctionalInterface
    public interface Writes<K, W, R> {
        /// Answers once the write is durable.
        Uni<R> write(K key, W content);
    }

    /// Reads of a few rows, that somebody waits for at a screen.
    ///
    /// @param query answers distinct keys with one value each, in their order
    public <K, V> Function<K, Uni<V>> reads(
            BiFunction<Statements, List<K>, Future<List<V>>> query) {
        return reader(
                Lanes.Kind.POINT_READS,
                Priority.READ,
                new BatchLimits(largest, READS_WAITING, PATIENCE_OF_READERS),
                query);
    }

    /// Reads of a few rows that a write begins with: they go before all other reads.
    ///
    /// @param query answers distinct keys with one value each, in their order
    public <K, V> Function<K, Uni<V>> readsForWriting(
            BiFunction<Statements, List<K>, Future<List<V>>> query) {
        return reader(
                Lanes.Kind.POINT_READS,
                Priority.WRITE,
                new BatchLimits(largest, WRITES_WAITING, PATIENCE_OF_WRITERS),
                query);
    }

    /// Reads of hundreds of rows.
    ///
    /// @param query answers distinct keys with one value each, in their order
    public <K, V> Function<K, Uni<V>> histories(
            BiFunction<Statements, List<K>, Future<List<V>>> query) {
        return reader(
                Lanes.Kind.HEAVY_READS,
                Priority.ANALYSIS,
                new BatchLimits(
                        Math.min(largest, MOST_HISTORIES),
                        HISTORIES_WAITING,
                        PATIENCE_WITH_HISTORIES),
                query);
    }

    /// Writes that are durable once they are answered.
    ///
    /// @param statement carries out a batch, at most one write of each key, all of it or nothing
    public <K, W, R> Writes<K, W, R> writes(
            BiFunction<Statements, List<W>, Future<List<R>>> statement) {
        Lanes.Writer<K, W, R> writer =
                lanes.writer(
                        Lanes.Kind.WRITES,
                        Priority.WRITE,
                        new BatchLimits(largest, WRITES_WAITING, PATIENCE_OF_WRITERS),
                        statement);
        return (key, content) -> uni(() -> writer.write(key, content));
    }

    private <K, V> Function<K, Uni<V>> reader(
            Lanes.Kind kind,
            Priority priority,
            BatchLimits limits,
            BiFunction<Statements, List<K>, Future<List<V>>> query) {
        Lanes.Reader<K, V> reader = lanes.reader(kind, priority, limits, query);
        return key -> uni(() -> reader.load(key));
    }

    private static <T> Uni<T> uni(Supplier<Future<T>> call) {
        return Uni.createFrom()
                .emitter(
                        emitter ->
                                call.get()
                                        .onComplete(
                                                ended -> {
                                                    if (ended.succeeded()) {
                                                        emitter.complete(ended.result());
                                                    } else {
                                                        emitter.fail(ended.cause());
                                                    }
                                                }));
    }
}
