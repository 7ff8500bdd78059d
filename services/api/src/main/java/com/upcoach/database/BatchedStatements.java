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

/// The way to the database for what members ask for most: together with all others who ask for
/// the same kind of thing at the same moment.
///
/// Each store defines its reads and writes here once, and then asks for one key at a time.
public final class BatchedStatements {

  /// Most entries that wait in each batcher where nobody says otherwise.
  public static final int USUAL_WAITING = 4_096;

  private static final int HISTORIES_WAITING = 512;

  /// A history is hundreds of rows: more of them in one batch gain nothing.
  private static final int MOST_HISTORIES = 16;

  /// More reads in one batch gain next to nothing, and let all of them wait for the last.
  private static final int MOST_READS = 64;

  /// A commit takes its time, and check-ins are refused last.
  private static final Duration TARGET_OF_WRITERS = Duration.ofMillis(50);

  private static final Duration PATIENCE_OF_READERS = Duration.ofSeconds(2);
  private static final Duration PATIENCE_OF_WRITERS = Duration.ofSeconds(5);
  private static final Duration PATIENCE_WITH_HISTORIES = Duration.ofSeconds(10);

  private final Lanes lanes;
  private final int largest;
  private final int waiting;

  /// @param largest most entries in one batch; 1 means no batching
  /// @param waiting most callers that wait for each kind of read or write on one event loop;
  /// one more is refused at once
  public BatchedStatements(Lanes lanes, int largest, int waiting) {
    this.lanes = lanes;
    this.largest = largest;
    this.waiting = waiting;
  }

  /// Reads that somebody has to have answered by a moment of their own.
  @FunctionalInterface
  public interface TimedReads<K, V> {
    /// @param deadline as [#deadlineOfWriter] has it
    Uni<V> read(K key, long deadline);
  }

  /// A batch of writes: of which member each is, and what it writes.
  @FunctionalInterface
  public interface Writes<K, W, R> {
    /// Answers once the write is durable.
    ///
    /// @param deadline as [#deadlineOfWriter] has it; past it the caller is let go, and the
    ///     write may still take place
    Uni<R> write(K key, W content, long deadline);
  }

  /// When somebody who begins to write now is answered at the latest: for all the steps of the
  /// write together.
  public static long deadlineOfWriter() {
    return Lanes.deadline(PATIENCE_OF_WRITERS);
  }

  /// Reads of a few rows, that somebody waits for at a screen.
  ///
  /// @param query answers distinct keys with one value each, in their order
  public <K, V> Function<K, Uni<V>> reads(BiFunction<Statements, List<K>, Future<List<V>>> query) {
    Lanes.Reader<K, V> reader = pointReads(query);
    return key -> uni(() -> reader.load(key, Lanes.deadline(PATIENCE_OF_READERS)));
  }

  /// The same for who asks for many keys at once: they leave together, as far as a batch has
  /// room.
  ///
  /// @param query answers distinct keys with one value each, in their order
  public <K, V> Function<List<K>, Uni<List<V>>> readsOfMany(
      BiFunction<Statements, List<K>, Future<List<V>>> query) {
    Lanes.Reader<K, V> reader = pointReads(query);
    return keys -> uni(() -> reader.loadAll(keys, Lanes.deadline(PATIENCE_OF_READERS)));
  }

  private <K, V> Lanes.Reader<K, V> pointReads(
      BiFunction<Statements, List<K>, Future<List<V>>> query) {
    return lanes.reader(
        Lanes.Kind.POINT_READS,
        Priority.READ,
        new BatchLimits(Math.min(largest, MOST_READS), waiting, PATIENCE_OF_READERS),
        query);
  }

  /// Reads of a few rows that a write begins with: they go before all other reads.
  ///
  /// @param query answers distinct keys with one value each, in their order
  public <K, V> TimedReads<K, V> readsForWriting(
      BiFunction<Statements, List<K>, Future<List<V>>> query) {
    Lanes.Reader<K, V> reader =
        lanes.reader(
            Lanes.Kind.POINT_READS,
            Priority.WRITE,
            new BatchLimits(largest, waiting, TARGET_OF_WRITERS, PATIENCE_OF_WRITERS),
            query);
    return (key, deadline) -> uni(() -> reader.load(key, deadline));
  }

  /// Reads of hundreds of rows for each key; who asks for many keys at once asks as
  /// [#readsOfMany] does.
  ///
  /// @param query answers distinct keys with one value each, in their order
  public <K, V> Function<List<K>, Uni<List<V>>> histories(
      BiFunction<Statements, List<K>, Future<List<V>>> query) {
    Lanes.Reader<K, V> reader =
        lanes.reader(
            Lanes.Kind.HEAVY_READS,
            Priority.ANALYSIS,
            new BatchLimits(
                Math.min(largest, MOST_HISTORIES),
                Math.min(waiting, HISTORIES_WAITING),
                PATIENCE_WITH_HISTORIES),
            query);
    return keys -> uni(() -> reader.loadAll(keys, Lanes.deadline(PATIENCE_WITH_HISTORIES)));
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
            new BatchLimits(largest, waiting, TARGET_OF_WRITERS, PATIENCE_OF_WRITERS),
            statement);
    return (key, content, deadline) -> uni(() -> writer.write(key, content, deadline));
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
