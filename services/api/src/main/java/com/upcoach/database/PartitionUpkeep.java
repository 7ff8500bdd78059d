package com.upcoach.database;

import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;

/// Has the coming months made at once and then every day, for as long as it is open.
///
/// A failure is told in the log and tried again soon; it never ends the server, which can do
/// without for as long as [MonthlyPartitions#MONTHS_AHEAD] months last, and after that too, only
/// slower.
public final class PartitionUpkeep implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(PartitionUpkeep.class);
  private static final Duration BETWEEN = Duration.ofDays(1);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

  private final Callable<List<YearMonth>> work;
  private final Duration between;
  private final Duration afterFailure;
  private final Thread thread;

  PartitionUpkeep(Callable<List<YearMonth>> work, Duration between, Duration afterFailure) {
    this.work = work;
    this.between = between;
    this.afterFailure = afterFailure;
    this.thread = Thread.ofVirtual().name("partitions").unstarted(this::run);
  }

  /// Starts it on a thread of its own.
  public static PartitionUpkeep start(MonthlyPartitions partitions) {
    return new PartitionUpkeep(partitions::makeComing, BETWEEN, AFTER_FAILURE).started();
  }

  PartitionUpkeep started() {
    thread.start();
    return this;
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(succeeds() ? between : afterFailure);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whatever goes wrong, tomorrow has to come: a failure of any kind ends one attempt only.
  private boolean succeeds() throws InterruptedException {
    try {
      List<YearMonth> made = work.call();
      if (!made.isEmpty()) {
        LOG.infof("Check-ins of %s have tables of their own from now on", made);
      }
      return true;
    } catch (InterruptedException ended) {
      throw ended;
    } catch (Exception failure) {
      LOG.warnf(
          "The tables of the coming months are not made, tried again in %s: %s",
          afterFailure, failure.getMessage());
      return false;
    }
  }

  /// Ends it; an attempt that is under way is waited for shortly.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(ENDS_WITHIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
