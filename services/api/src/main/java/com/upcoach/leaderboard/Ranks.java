package com.upcoach.leaderboard;

import com.upcoach.book.Standing;
import com.upcoach.book.StandingChange;
import com.upcoach.database.DatabaseAddress;
import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/// Ranks on the global boards, counted in memory. The cost of a rank hardly grows with the number
/// of members.
///
/// A board is loaded on first use and evicted when it has not been used for a while. Changes
/// committed by this node are applied immediately and exactly. Changes by other nodes and by
/// commands appear with the next refresh, at the pace of [ReloadPace].
public final class Ranks implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Ranks.class);

  /// Maximum number of boards in memory, least recently used evicted first. For a million members a
  /// week takes 2 kB, and all time 100 kB per year.
  static final int MAX_BOARDS = 64;

  static final Duration EVICT_UNUSED_AFTER = Duration.ofMinutes(10);

  private static final Duration MAINTENANCE_INTERVAL = Duration.ofMillis(500);
  private static final int MAX_CONCURRENT_LOADS = 2;

  private final CountsSource source;
  private final Executor loadExecutor;
  private final LongSupplier nanoTime;
  private final ReloadPace pace;
  private final Semaphore loadPermits = new Semaphore(MAX_CONCURRENT_LOADS);
  private final Map<Standing, RankedBoard> boards = new ConcurrentHashMap<>();
  private final Thread maintenance =
      Thread.ofVirtual().name("ranks").unstarted(this::maintainRegularly);

  /// @param loadExecutor executor for blocking loads
  /// @param nanoTime as [System#nanoTime]
  Ranks(CountsSource source, Executor loadExecutor, LongSupplier nanoTime, ReloadPace pace) {
    this.source = source;
    this.loadExecutor = loadExecutor;
    this.nanoTime = nanoTime;
    this.pace = pace;
  }

  /// Creates the ranks of a server on this database. The caller closes them.
  ///
  /// @param nanoTime as [System#nanoTime]
  public static Ranks of(DatabaseAddress address, LongSupplier nanoTime) {
    Executor threads = task -> Thread.ofVirtual().name("ranks-load").start(task);
    Ranks ranks =
        new Ranks(new CountsReader(address), threads, nanoTime, ReloadPace.SERVER_DEFAULT);
    ranks.maintenance.start();
    return ranks;
  }

  /// Completes with the board of a standing once it is loaded; fails where the load fails.
  Uni<RankedBoard> board(Standing standing) {
    return Uni.createFrom()
        .completionStage(
            () -> {
              RankedBoard board =
                  Objects.requireNonNullElseGet(boards.get(standing), () -> openBoard(standing));
              board.used(nanoTime.getAsLong());
              return board.ready();
            });
  }

  /// Applies changes that this node has committed. Called once per commit, before the writer gets
  /// its response.
  public void committed(List<StandingChange> changes) {
    for (StandingChange change : changes) {
      RankedBoard board = boards.get(change.standing());
      if (board != null) {
        board.changed(change);
      }
    }
  }

  /// Invalidates all boards because a member's points were deleted. They are reloaded soon.
  ///
  /// @param memberId the deleted member, whose places are no longer known
  public void memberDeleted(UUID memberId) {
    LOG.debugf("Member %s was deleted with its points", memberId);
    boards.values().forEach(RankedBoard::invalidated);
  }

  /// Evicts unused boards and refreshes those that are due.
  void maintain() {
    long now = nanoTime.getAsLong();
    boards.forEach(
        (standing, board) -> {
          if (now - board.lastUsedAt() > EVICT_UNUSED_AFTER.toNanos() && !board.loading()) {
            boards.remove(standing, board);
          } else {
            loadIfDue(standing, board);
          }
        });
  }

  int boardCount() {
    return boards.size();
  }

  /// Requests that wait for a board evicted here still get their response.
  private synchronized RankedBoard openBoard(Standing standing) {
    RankedBoard existing = boards.get(standing);
    if (existing != null) {
      return existing;
    }
    long now = nanoTime.getAsLong();
    if (boards.size() >= MAX_BOARDS) {
      boards.entrySet().stream()
          .max(Comparator.comparingLong(entry -> now - entry.getValue().lastUsedAt()))
          .ifPresent(entry -> boards.remove(entry.getKey(), entry.getValue()));
    }
    RankedBoard board = new RankedBoard(now);
    boards.put(standing, board);
    loadIfDue(standing, board);
    return board;
  }

  private void loadIfDue(Standing standing, RankedBoard board) {
    if (board.beginLoad(nanoTime.getAsLong(), pace)) {
      loadExecutor.execute(() -> load(standing, board));
    }
  }

  private void load(Standing standing, RankedBoard board) {
    loadPermits.acquireUninterruptibly();
    long began = nanoTime.getAsLong();
    try {
      if (board.endLoad(source.count(standing), began, nanoTime.getAsLong())) {
        board.firstLoad().complete(board);
      } else {
        failed(
            standing,
            board,
            new TimeoutException("the board changed faster than it could be counted"));
      }
    } catch (SQLException | RuntimeException failure) {
      board.failLoad(nanoTime.getAsLong());
      failed(standing, board, failure);
    } finally {
      loadPermits.release();
    }
  }

  /// A loaded board keeps its counts (stale). A board that never loaded is removed, so that the
  /// next request retries.
  private void failed(Standing standing, RankedBoard board, Exception failure) {
    LOG.warnf("The board %s could not be counted: %s", standing, failure.getMessage());
    if (board.firstLoad().completeExceptionally(failure)) {
      boards.remove(standing, board);
    }
  }

  private void maintainRegularly() {
    try {
      while (true) {
        Thread.sleep(MAINTENANCE_INTERVAL);
        try {
          maintain();
        } catch (RuntimeException failure) {
          LOG.error("Boards could not be refreshed; this is retried", failure);
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// Stops the refreshes. Loads in flight end by themselves.
  @Override
  public void close() {
    maintenance.interrupt();
  }
}
