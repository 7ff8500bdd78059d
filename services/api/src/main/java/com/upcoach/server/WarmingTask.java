package com.upcoach.server;

import com.upcoach.cache.CacheWarmer;
import com.upcoach.cache.MemberResponseCache;
import com.upcoach.cache.UsagePatterns;
import com.upcoach.cache.WarmingStore;
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

/// Has answers warmed for as long as it is open, and what that needs kept over restarts: learned
/// when it begins, stored every few minutes where there is time to spare, and when it ends.
///
/// A failure is told in the log and ends one attempt only: the server can do without.
final class WarmingTask implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(WarmingTask.class);

  /// Rhythms that are remembered: some five megabytes.
  static final int MOST_MEMBERS = 20_000;

  /// Answers that are kept in mind as hot.
  static final int MOST_HOT = 2_000;

  /// In how long after the start what was hot is warmed.
  private static final Duration START = Duration.ofMinutes(1);

  private static final Duration BETWEEN_TURNS = Duration.ofSeconds(15);
  private static final Duration BETWEEN_HOT = Duration.ofMinutes(5);
  private static final Duration DATABASE_PATIENCE = Duration.ofSeconds(5);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

  /// Rhythms that one statement stores.
  private static final int STORED_AT_ONCE = 256;

  /// What else is changed by then is stored at a later turn.
  private static final int MOST_STORED_IN_TURN = 8;

  private final CacheWarmer warmer;
  private final UsagePatterns rhythms;
  private final MemberResponseCache answers;
  private final WarmingStore store;
  private final BooleanSupplier spareTime;
  private final Clock clock;
  private final CountDownLatch ending;
  private final Thread thread;
  private Instant hotKeptAt;

  /// @param ending at zero once nothing more is to be begun; this counts it down
  WarmingTask(
      CacheWarmer warmer,
      UsagePatterns rhythms,
      MemberResponseCache answers,
      WarmingStore store,
      BooleanSupplier spareTime,
      Clock clock,
      CountDownLatch ending) {
    this.warmer = warmer;
    this.rhythms = rhythms;
    this.answers = answers;
    this.store = store;
    this.spareTime = spareTime;
    this.clock = clock;
    this.ending = ending;
    this.hotKeptAt = clock.instant();
    this.thread = Thread.ofVirtual().name("warming").unstarted(this::run);
  }

  WarmingTask started() {
    thread.start();
    return this;
  }

  /// Lets time pass, or the server end.
  static boolean pause(CountDownLatch ending, Duration time) {
    try {
      return !ending.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void run() {
    attempt("Members' rhythms were not learned", this::learn);
    attempt("What was hot was not warmed", this::warmHot);
    while (pause(ending, BETWEEN_TURNS)) {
      attempt("Nothing was warmed", warmer::warmExpected);
      if (spareTime.getAsBoolean()) {
        attempt("Members' rhythms were not stored", this::storeSome);
        attempt("What is hot was not stored", this::storeHotIfDue);
      }
    }
    attempt("Members' rhythms were not stored", this::storeAll);
    attempt("What is hot was not stored", this::storeHot);
  }

  private static void attempt(String otherwise, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failure) {
      LOG.warnf("%s: %s", otherwise, failure.getMessage());
    }
  }

  void learn() {
    within(store.rhythms(MOST_MEMBERS))
        .forEach(one -> rhythms.restore(one.pattern(), one.memberClock()));
  }

  void warmHot() {
    List<CacheWarmer.Wanted> wanted =
        within(store.hot(MOST_HOT)).stream()
            .map(
                one ->
                    new CacheWarmer.Wanted(
                        one.hot().memberId(),
                        one.memberClock(),
                        one.hot().path(),
                        Optional.empty()))
            .toList();
    warmer.warmAtStartup(wanted, START);
  }

  private void storeSome() {
    for (int times = 0; times < MOST_STORED_IN_TURN && storeChanged(); times++) {
      LOG.trace("Rhythms were stored");
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
    List<UsagePatterns.Stored> changed = rhythms.takeChanged(STORED_AT_ONCE);
    if (changed.isEmpty()) {
      return false;
    }
    try {
      within(store.save(changed));
    } catch (RuntimeException failure) {
      rhythms.requeue(changed);
      throw failure;
    }
    return changed.size() == STORED_AT_ONCE;
  }

  private void storeHotIfDue() {
    if (!hotKeptAt.plus(BETWEEN_HOT).isAfter(clock.instant())) {
      storeHot();
    }
  }

  void storeHot() {
    Instant now = clock.instant();
    within(store.saveHot(answers.hottest(MOST_HOT), now));
    hotKeptAt = now;
  }

  private static <T> T within(Uni<T> answer) {
    return answer.await().atMost(DATABASE_PATIENCE);
  }

  /// Ends it, and waits shortly for what is stored last.
  @Override
  public void close() {
    ending.countDown();
    try {
      if (!thread.join(ENDS_WITHIN)) {
        LOG.warn("What is warmed after the next start was not stored in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
