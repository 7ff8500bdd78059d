package com.upcoach.cli;

import com.upcoach.demo.DemoLoad;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// The progress of a load: on a terminal a line that is redrawn, elsewhere a new line every few
/// seconds.
final class ProgressLine implements DemoLoad.Progress {

  private static final Duration REDRAW_INTERVAL = Duration.ofMillis(200);
  private static final Duration LINE_INTERVAL = Duration.ofSeconds(5);
  private static final int CELLS = 24;
  private static final String ERASE = "\r\033[K";

  private final PrintWriter err;
  private final long members;
  private final boolean terminal;
  private final long startedAt = System.nanoTime();
  private long shown = startedAt;

  private ProgressLine(PrintWriter err, long members, boolean terminal) {
    this.err = err;
    this.members = members;
    this.terminal = terminal;
  }

  static ProgressLine on(PrintWriter err, long members) {
    return new ProgressLine(err, members, isTerminal());
  }

  @Override
  public void reached(long done, long checkIns) {
    long now = System.nanoTime();
    if (now - shown < (terminal ? REDRAW_INTERVAL : LINE_INTERVAL).toNanos()) {
      return;
    }
    shown = now;
    double seconds = (now - startedAt) / 1e9;
    String progress =
        String.format(
            Locale.ROOT,
            "%,d of %,d members, %,.0f check-ins a second, %.0f s left",
            done,
            members,
            checkIns / seconds,
            seconds * (members - done) / done);
    if (terminal) {
      err.print(ERASE + bar(done) + ' ' + progress);
      err.flush();
    } else {
      err.println(progress);
    }
  }

  @Override
  public void finishing() {
    if (terminal) {
      err.print(ERASE + bar(members) + " building keys and statistics");
      err.flush();
    }
  }

  /// Erases the progress bar.
  void erase() {
    if (terminal) {
      err.print(ERASE);
      err.flush();
    }
  }

  private String bar(long done) {
    int full = (int) (CELLS * done / members);
    return "█".repeat(full) + "░".repeat(CELLS - full);
  }

  /// Whether standard error is a terminal. Java itself can only check standard output.
  private static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException _) {
      return false;
    }
  }
}
