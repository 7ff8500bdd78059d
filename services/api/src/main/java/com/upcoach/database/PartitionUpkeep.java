package com.upcoach.database;

import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;

/// A background task that creates missing monthly partitions, immediately and then every day.
///
/// A failure is logged and retried after a minute. It never stops the server, which needs no new
/// partition for [MonthlyPartitions#MONTHS_AHEAD] months, and is only slower without one after
/// that.
public final class PartitionUpkeep implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(PartitionUpkeep.class);
  private static final Duration INTERVAL = Duration.ofDays(1);
  private static final Duration RETRY_DELAY = Duration.ofMinutes(1);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  private final Callable<List<YearMonth>> work;
  private final Duration interval;
  private final Duration retryDelay;
  private final Thread thread;

  PartitionUpkeep(Callable<List<YearMonth>> work, Duration interval, Duration retryDelay) {
    this.work = work;
    this.interval = interval;
    this.retryDelay = retryDelay;
    this.thread = Thread.ofVirtual().name("partitions").unstarted(this::run);
  }

  /// Starts the task on a virtual thread.
  public static PartitionUpkeep start(MonthlyPartitions partitions) {
    return new PartitionUpkeep(partitions::createMissing, INTERVAL, RETRY_DELAY).started();
  }

  PartitionUpkeep started() {
    thread.start();
    return this;
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(succeeds() ? interval : retryDelay);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// Runs the work once. A failure of any kind ends only this attempt.
  private boolean succeeds() throws InterruptedException {
    try {
      List<YearMonth> created = work.call();
      if (!created.isEmpty()) {
        LOG.infof("Created the tables for check-ins of the months %s", created);
      }
      return true;
    } catch (InterruptedException ended) {
      throw ended;
    } catch (Exception failure) {
      LOG.warnf(
          "The tables for check-ins of the coming months could not be created, next attempt in %s: %s",
          retryDelay, failure.getMessage());
      return false;
    }
  }

  /// Stops the task, and waits a few seconds for an attempt in progress.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(STOP_TIMEOUT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
