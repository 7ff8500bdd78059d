package com.upcoach.bench.machine;

import java.io.IOException;
import java.util.List;

/// Which cores belong to whom, for the cases in which the generator must not take the server's.
public final class Cores {

  private Cores() {}

  private static int count() {
    return Runtime.getRuntime().availableProcessors();
  }

  /// Whether there are two cores to part.
  public static boolean canPart() {
    return count() > 1;
  }

  /// What a command begins with to run, with all that it starts, on every core but the last.
  static List<String> ofServer() {
    return canPart() ? List.of("taskset", "-c", "0-" + (count() - 2)) : List.of();
  }

  /// Keeps this process, its threads and all that it starts from now on, on the last core.
  public static void keepGeneratorApart(Workbench bench) throws IOException, InterruptedException {
    if (canPart()) {
      hold(bench, "" + (count() - 1));
    }
  }

  /// Gives this process all cores again.
  public static void together(Workbench bench, int all) throws IOException, InterruptedException {
    hold(bench, "0-" + (all - 1));
  }

  private static void hold(Workbench bench, String cores) throws IOException, InterruptedException {
    bench.run(
        new ProcessBuilder("taskset", "-a", "-p", "-c", cores, "" + ProcessHandle.current().pid()));
  }
}
