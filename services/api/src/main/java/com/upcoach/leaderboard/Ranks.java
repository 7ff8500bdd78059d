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

/// Ranks on the boards of everybody, counted in this process: a rank costs the same among a
/// thousand members and among a million.
///
/// A board is loaded when it is first asked for, and dropped when nobody has asked for it for a
/// while. What this node commits is counted at once, and exactly; what other nodes and commands
/// write comes with the next load, at the pace of [ReloadPace].
public final class Ranks implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(Ranks.class);

  /// Boards that are kept, the ones asked for last. A million members take 2 kB for a week, and
  /// 100 kB a year for all time.
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

  /// @param loads runs what blocks
  /// @param nanoTime as [System#nanoTime] means it
  Ranks(CountsSource source, Executor loads, LongSupplier nanoTime, ReloadPace pace) {
    this.source = source;
    this.loads = loads;
    this.nanoTime = nanoTime;
    this.pace = pace;
  }

  /// The ranks of a server on this database; it is up to the caller to close them.
  ///
  /// @param nanoTime as [System#nanoTime]
  public static Ranks of(DatabaseAddress address, LongSupplier nanoTime) {
    Executor threads = task -> Thread.ofVirtual().name("ranks-load").start(task);
    Ranks ranks = new Ranks(new CountsReader(address), threads, nanoTime, ReloadPace.OF_A_SERVER);
    ranks.keeper.start();
    return ranks;
  }

  /// The board of a standing, as soon as it is counted; fails where it cannot be.
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

  /// Counts what this node has written, once, after its commit and before the writer is
  /// answered.
  public void committed(List<StandingChange> changes) {
    for (StandingChange change : changes) {
      RankedBoard board = boards.get(change.standing());
      if (board != null) {
        board.changed(change);
      }
    }
  }

  /// All points of a member have gone: the boards are counted again soon.
  ///
  /// @param memberId who it was; where it stood, nobody can say any more
  public void forgotten(UUID memberId) {
    LOG.debugf("Member %s has gone, and its points with it", memberId);
    boards.values().forEach(RankedBoard::outdated);
  }

  /// Drops what nobody asks for and loads what is due.
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

  /// Who has waited for a board that is dropped here is answered all the same.
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

  /// A board that has counts keeps them; one that never had any is given up, so that whoever
  /// asks next begins anew.
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

  /// Ends the keeping; loads under way end by themselves.
  @Override
  public void close() {
    keeper.interrupt();
  }
}
