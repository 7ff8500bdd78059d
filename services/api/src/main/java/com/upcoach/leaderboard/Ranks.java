package com.upcoach.leaderboard;

import com.upcoach.book.Standing;
import com.upcoach.book.StandingChange;
import com.upcoach.database.DatabaseAddress;
import com.upcoach.leaderboard.CountsSource.Counted;
import io.smallrye.mutiny.Uni;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
  static final int MOST_BOARDS = 64;

  static final Duration KEPT_UNASKED = Duration.ofMinutes(10);

  private static final Duration LOOKS_EVERY = Duration.ofMillis(500);
  private static final int LOADS_AT_ONCE = 2;

  private final CountsSource source;
  private final Executor loads;
  private final LongSupplier nanoTime;
  private final ReloadPace pace;
  private final Semaphore turns = new Semaphore(LOADS_AT_ONCE);
  private final Map<Standing, RankedBoard> boards = new ConcurrentHashMap<>();
  private final Thread keeper = Thread.ofVirtual().name("ranks").unstarted(this::keep);

  /// @param loads executor for blocking loads
  /// @param nanoTime as [System#nanoTime]
  Ranks(CountsSource source, Executor loads, LongSupplier nanoTime, ReloadPace pace) {
    this.source = source;
    this.loads = loads;
    this.nanoTime = nanoTime;
    this.pace = pace;
  }

  /// Creates the ranks of a server on this database. The caller closes them.
  ///
  /// @param nanoTime as [System#nanoTime]
  public static Ranks of(DatabaseAddress address, LongSupplier nanoTime) {
    Executor threads = task -> Thread.ofVirtual().name("ranks-load").start(task);
    Ranks ranks = new Ranks(new CountsReader(address), threads, nanoTime, ReloadPace.OF_A_SERVER);
    ranks.keeper.start();
    return ranks;
  }

  /// Completes with the board of a standing once it is loaded; fails where the load fails.
  Uni<RankedBoard> board(Standing standing) {
    return Uni.createFrom()
        .completionStage(
            () -> {
              RankedBoard board = boards.get(standing);
              if (board == null) {
                board = opened(standing);
              }
              board.asked(nanoTime.getAsLong());
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
  public void forgotten(UUID memberId) {
    LOG.debugf("Member %s has gone, and its points with it", memberId);
    boards.values().forEach(RankedBoard::outdated);
  }

  /// Evicts unused boards and refreshes those that are due.
  void tend() {
    long now = nanoTime.getAsLong();
    boards.forEach(
        (standing, board) -> {
          if (now - board.askedAt() > KEPT_UNASKED.toNanos() && !board.loading()) {
            boards.remove(standing, board);
          } else {
            loadIfDue(standing, board);
          }
        });
  }

  int kept() {
    return boards.size();
  }

  /// Requests that wait for a board evicted here still get their response.
  private synchronized RankedBoard opened(Standing standing) {
    RankedBoard there = boards.get(standing);
    if (there != null) {
      return there;
    }
    long now = nanoTime.getAsLong();
    if (boards.size() >= MOST_BOARDS) {
      boards.entrySet().stream()
          .max(Comparator.comparingLong(entry -> now - entry.getValue().askedAt()))
          .ifPresent(entry -> boards.remove(entry.getKey(), entry.getValue()));
    }
    RankedBoard board = new RankedBoard(now);
    boards.put(standing, board);
    loadIfDue(standing, board);
    return board;
  }

  private void loadIfDue(Standing standing, RankedBoard board) {
    if (board.beginsLoad(nanoTime.getAsLong(), pace)) {
      loads.execute(() -> load(standing, board));
    }
  }

  private void load(Standing standing, RankedBoard board) {
    turns.acquireUninterruptibly();
    long began = nanoTime.getAsLong();
    try {
      Counted counted = source.count(standing);
      if (board.endsLoad(counted, began, nanoTime.getAsLong())) {
        board.firstLoad().complete(board);
      } else {
        failed(
            standing, board, new TimeoutException("the board changed faster than it was counted"));
      }
    } catch (SQLException | RuntimeException failure) {
      board.failsLoad(nanoTime.getAsLong());
      failed(standing, board, failure);
    } finally {
      turns.release();
    }
  }

  /// A loaded board keeps its counts (stale). A board that never loaded is removed, so that the
  /// next request retries.
  private void failed(Standing standing, RankedBoard board, Exception failure) {
    LOG.warnf("The board %s is not counted: %s", standing, failure.getMessage());
    if (board.firstLoad().completeExceptionally(failure)) {
      boards.remove(standing, board);
    }
  }

  private void keep() {
    try {
      while (true) {
        Thread.sleep(LOOKS_EVERY);
        tendPatiently();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void tendPatiently() {
    try {
      tend();
    } catch (RuntimeException failure) {
      LOG.error("Boards were not tended this time", failure);
    }
  }

  /// Stops the refreshes. Loads in flight end by themselves.
  @Override
  public void close() {
    keeper.interrupt();
  }
}
