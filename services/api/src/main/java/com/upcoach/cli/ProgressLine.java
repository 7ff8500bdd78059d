package com.upcoach.cli;

import com.upcoach.demo.DemoLoad;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// Shows how far a load is: a line that redraws itself on a terminal, a new line every few seconds
/// elsewhere.
final class ProgressLine implements DemoLoad.Progress {

  private static final Duration REDRAWN = Duration.ofMillis(200);
  private static final Duration TOLD = Duration.ofSeconds(5);
  private static final int CELLS = 24;
  private static final String ERASE = "\r\033[K";

  private final PrintWriter err;
  private final long members;
  private final boolean terminal;
  private final long began = System.nanoTime();
  private long shown = began;

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
    if (now - shown < (terminal ? REDRAWN : TOLD).toNanos()) {
      return;
    }
    shown = now;
    double seconds = (now - began) / 1e9;
    String figures =
        String.format(
            Locale.ROOT,
            "%,d of %,d members, %,.0f check-ins a second, %.0f s left",
            done,
            members,
            checkIns / seconds,
            seconds * (members - done) / done);
    if (terminal) {
      err.print(ERASE + bar(done) + ' ' + figures);
      err.flush();
    } else {
      err.println(figures);
    }
  }

  @Override
  public void finishing() {
    if (terminal) {
      err.print(ERASE + bar(members) + " building keys and statistics");
      err.flush();
    }
  }

  /// Takes the bar away.
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

  /// Java can tell of standard output only.
  private static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException _) {
      return false;
    }
  }
}
