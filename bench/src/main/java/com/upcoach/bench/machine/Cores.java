package com.upcoach.bench.machine;

import java.io.IOException;
import java.util.List;

/// CPU affinity, for the cases in which the generator must not take CPU time from the server.
public final class Cores {

  private Cores() {}

  private static int count() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static boolean canSeparate() {
    return count() > 1;
  }

  /// Command prefix that runs a process and its children on every core but the last.
  static List<String> ofServer() {
    return canSeparate() ? List.of("taskset", "-c", "0-" + (count() - 2)) : List.of();
  }

  /// Pins this process, its threads and all later children to the last core.
  public static void pinGenerator(Workbench bench) throws IOException, InterruptedException {
    if (canSeparate()) {
      hold(bench, "" + (count() - 1));
    }
  }

  /// Allows this process all cores again.
  public static void unpin(Workbench bench, int all) throws IOException, InterruptedException {
    hold(bench, "0-" + (all - 1));
  }

  private static void hold(Workbench bench, String cores) throws IOException, InterruptedException {
    bench.run(
        new ProcessBuilder("taskset", "-a", "-p", "-c", cores, "" + ProcessHandle.current().pid()));
  }
}
