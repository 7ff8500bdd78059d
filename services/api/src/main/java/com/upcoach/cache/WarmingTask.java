package com.upcoach.cache;

import com.upcoach.database.Queries;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/// The background task of cache warming. It also persists usage patterns and hot responses over
/// restarts: loads them when it begins, and stores them every few minutes while the server is idle,
/// and when it ends.
///
/// A failure is logged and ends one attempt only: the server works without warming.
public final class WarmingTask implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(WarmingTask.class);

  /// The largest number of usage patterns in memory: some five megabytes.
  public static final int MAX_PATTERNS = 20_000;

  /// The largest number of hot responses that are stored.
  private static final int MAX_HOT = 2_000;

  /// The time after the start in which hot responses are warmed.
  private static final Duration WARM_UP = Duration.ofMinutes(1);

  private static final Duration TURN_INTERVAL = Duration.ofSeconds(15);
  private static final Duration HOT_STORE_INTERVAL = Duration.ofMinutes(5);
  private static final Duration DATABASE_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  /// The usage patterns that one statement stores.
  private static final int STORE_BATCH_SIZE = 256;

  /// The batches that one turn stores; a later turn stores the others.
  private static final int MAX_BATCHES_PER_TURN = 8;

  private final CacheWarmer warmer;
  private final UsagePatterns patterns;
  private final MemberResponseCache answers;
  private final WarmingStore store;
  private final BooleanSupplier idle;
  private final Clock clock;
  private final CountDownLatch stopping;
  private final Thread thread;
  private Instant hotStoredAt;

  /// @param stopping is counted down to zero at shutdown, by this task: then no new work begins
  public WarmingTask(
      CacheWarmer warmer,
      UsagePatterns patterns,
      MemberResponseCache answers,
      Queries queries,
      BooleanSupplier idle,
      Clock clock,
      CountDownLatch stopping) {
    this.warmer = warmer;
    this.patterns = patterns;
    this.answers = answers;
    this.store = new WarmingStore(queries);
    this.idle = idle;
    this.clock = clock;
    this.stopping = stopping;
    this.hotStoredAt = clock.instant();
    this.thread = Thread.ofVirtual().name("warming").unstarted(this::run);
  }

  public WarmingTask started() {
    thread.start();
    return this;
  }

  /// Waits for some time, or for the shutdown.
  ///
  /// @return false at shutdown
  public static boolean pause(CountDownLatch stopping, Duration time) {
    try {
      return !stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void run() {
    attempt("Cache warming could not load usage patterns", this::learn);
    attempt("Cache warming after the start failed", this::warmHot);
    while (pause(stopping, TURN_INTERVAL)) {
      attempt("Cache warming failed", warmer::warmExpected);
      if (idle.getAsBoolean()) {
        attempt("Cache warming could not store usage patterns", this::storeSome);
        attempt("Cache warming could not store hot responses", this::storeHotIfDue);
      }
    }
    attempt("Cache warming could not store usage patterns", this::storeAll);
    attempt("Cache warming could not store hot responses", this::storeHot);
  }

  private static void attempt(String failureText, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failure) {
      LOG.warnf("%s: %s", failureText, failure.getMessage());
    }
  }

  void learn() {
    within(store.patterns(MAX_PATTERNS))
        .forEach(stored -> patterns.restore(stored.pattern(), stored.memberClock()));
  }

  void warmHot() {
    List<CacheWarmer.WarmingRequest> wanted =
        within(store.hot(MAX_HOT)).stream()
            .map(
                stored ->
                    new CacheWarmer.WarmingRequest(
                        stored.hot().memberId(),
                        stored.memberClock(),
                        stored.hot().path(),
                        Optional.empty()))
            .toList();
    warmer.warmAtStartup(wanted, WARM_UP);
  }

  private void storeSome() {
    for (int times = 0; times < MAX_BATCHES_PER_TURN && storeChanged(); times++) {
      LOG.trace("Usage patterns were stored");
    }
  }

  void storeAll() {
    boolean more = true;
    while (more) {
      more = storeChanged();
    }
  }

  /// @return whether there may be more
  private boolean storeChanged() {
    List<UsagePatterns.Stored> changed = patterns.takeChanged(STORE_BATCH_SIZE);
    if (changed.isEmpty()) {
      return false;
    }
    try {
      within(store.save(changed));
    } catch (RuntimeException failure) {
      patterns.requeue(changed);
      throw failure;
    }
    return changed.size() == STORE_BATCH_SIZE;
  }

  private void storeHotIfDue() {
    if (!hotStoredAt.plus(HOT_STORE_INTERVAL).isAfter(clock.instant())) {
      storeHot();
    }
  }

  void storeHot() {
    Instant now = clock.instant();
    within(store.saveHot(answers.hottest(MAX_HOT), now));
    hotStoredAt = now;
  }

  private static <T> T within(Uni<T> answer) {
    return answer.await().atMost(DATABASE_TIMEOUT);
  }

  /// Stops the task, and waits a few seconds for its last writes.
  @Override
  public void close() {
    stopping.countDown();
    try {
      if (!thread.join(STOP_TIMEOUT)) {
        LOG.warn("Usage patterns for cache warming were not stored in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
