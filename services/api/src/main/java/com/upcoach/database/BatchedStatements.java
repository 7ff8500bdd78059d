package com.upcoach.database;

import com.upcoach.coalesce.BatchLimits;
import com.upcoach.coalesce.Lanes;
import com.upcoach.coalesce.Priority;
import com.upcoach.coalesce.Statements;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/// Batched reads and writes for the most frequent statements: concurrent calls of the same kind
/// share one statement.
///
/// Each store defines its batched reads and writes once, and then calls them with one key at a
/// time.
public final class BatchedStatements {

  /// Default maximum of entries in the queue of each batcher.
  public static final int DEFAULT_QUEUE_LIMIT = 4_096;

  private static final int HISTORY_QUEUE_LIMIT = 512;

  /// Maximum histories in one batch. A history has hundreds of rows, so larger batches gain
  /// nothing.
  private static final int MAX_HISTORY_BATCH = 16;

  /// Maximum reads in one batch. Larger batches gain little, and every read waits for the whole
  /// batch.
  private static final int MAX_READ_BATCH = 64;

  /// Target queueing delay of writes. It is generous, as a commit is slow and load shedding refuses
  /// check-ins last.
  private static final Duration WRITE_DELAY_TARGET = Duration.ofMillis(50);

  private static final Duration READ_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration HISTORY_TIMEOUT = Duration.ofSeconds(10);

  private final Lanes lanes;
  private final int maxBatch;
  private final int queueLimit;

  /// @param maxBatch maximum entries in one batch; 1 disables batching
  /// @param queueLimit maximum callers that wait for each kind of read or write on one event loop;
  ///     further callers are rejected immediately
  public BatchedStatements(Lanes lanes, int maxBatch, int queueLimit) {
    this.lanes = lanes;
    this.maxBatch = maxBatch;
    this.queueLimit = queueLimit;
  }

  /// Batched reads with a deadline for each call.
  @FunctionalInterface
  public interface TimedReads<K, V> {
    /// Reads the value of a key.
    ///
    /// @param deadline as from [#writeDeadline]
    Uni<V> read(K key, long deadline);
  }

  /// Batched writes, each with the key of its member.
  @FunctionalInterface
  public interface Writes<K, W, R> {
    /// Completes when the write is durable.
    ///
    /// @param deadline as from [#writeDeadline]; after it the call fails, but the write may still
    ///     take place
    Uni<R> write(K key, W content, long deadline);
  }

  /// The deadline of a write that begins now, for all of its steps together.
  public static long writeDeadline() {
    return Lanes.deadline(WRITE_TIMEOUT);
  }

  /// Batched reads of a few rows, for interactive requests.
  ///
  /// @param query returns one value for each of the distinct keys, in their order
  public <K, V> Function<K, Uni<V>> reads(BiFunction<Statements, List<K>, Future<List<V>>> query) {
    Lanes.Reader<K, V> reader = pointReads(query);
    return key -> uni(() -> reader.load(key, Lanes.deadline(READ_TIMEOUT)));
  }

  /// Batched reads of a few rows for callers with many keys, which share a batch as far as
  /// possible.
  ///
  /// @param query returns one value for each of the distinct keys, in their order
  public <K, V> Function<List<K>, Uni<List<V>>> readsOfMany(
      BiFunction<Statements, List<K>, Future<List<V>>> query) {
    Lanes.Reader<K, V> reader = pointReads(query);
    return keys -> uni(() -> reader.loadAll(keys, Lanes.deadline(READ_TIMEOUT)));
  }

  private <K, V> Lanes.Reader<K, V> pointReads(
      BiFunction<Statements, List<K>, Future<List<V>>> query) {
    return lanes.reader(
        Lanes.Kind.POINT_READS,
        Priority.READ,
        new BatchLimits(Math.min(maxBatch, MAX_READ_BATCH), queueLimit, READ_TIMEOUT),
        query);
  }

  /// Batched reads of a few rows at the beginning of a write; they have priority over other reads.
  ///
  /// @param query returns one value for each of the distinct keys, in their order
  public <K, V> TimedReads<K, V> readsForWriting(
      BiFunction<Statements, List<K>, Future<List<V>>> query) {
    Lanes.Reader<K, V> reader =
        lanes.reader(
            Lanes.Kind.POINT_READS,
            Priority.WRITE,
            new BatchLimits(maxBatch, queueLimit, WRITE_DELAY_TARGET, WRITE_TIMEOUT),
            query);
    return (key, deadline) -> uni(() -> reader.load(key, deadline));
  }

  /// Batched reads of hundreds of rows for each key, for callers with many keys.
  ///
  /// @param query returns one value for each of the distinct keys, in their order
  public <K, V> Function<List<K>, Uni<List<V>>> histories(
      BiFunction<Statements, List<K>, Future<List<V>>> query) {
    Lanes.Reader<K, V> reader =
        lanes.reader(
            Lanes.Kind.HEAVY_READS,
            Priority.ANALYSIS,
            new BatchLimits(
                Math.min(maxBatch, MAX_HISTORY_BATCH),
                Math.min(queueLimit, HISTORY_QUEUE_LIMIT),
                HISTORY_TIMEOUT),
            query);
    return keys -> uni(() -> reader.loadAll(keys, Lanes.deadline(HISTORY_TIMEOUT)));
  }

  /// Batched writes that are durable when they complete.
  ///
  /// @param statement executes a batch atomically; a batch has at most one write of each key
  public <K, W, R> Writes<K, W, R> writes(
      BiFunction<Statements, List<W>, Future<List<R>>> statement) {
    Lanes.Writer<K, W, R> writer =
        lanes.writer(
            Lanes.Kind.WRITES,
            Priority.WRITE,
            new BatchLimits(maxBatch, queueLimit, WRITE_DELAY_TARGET, WRITE_TIMEOUT),
            statement);
    return (key, content, deadline) -> uni(() -> writer.write(key, content, deadline));
  }

  private static <T> Uni<T> uni(Supplier<Future<T>> call) {
    return UniHelper.toUni(handler -> call.get().onComplete(handler));
  }
}
