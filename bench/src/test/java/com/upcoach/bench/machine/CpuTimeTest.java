package com.upcoach.bench.machine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CpuTimeTest {

  /// The shell's own child is busy; when it is read again, it has ended and been waited for.
  @Test
  void children_count_while_they_run_and_after_they_have_ended() throws Exception {
    Process shell =
        new ProcessBuilder(
                "sh",
                "-c",
                "sh -c 'i=0; while [ $i -lt 600000 ]; do i=$((i+1)); done; echo done; read line'; echo ended; read line")
            .start();
    try (var out = shell.inputReader();
        var in = shell.outputWriter()) {
      CpuTime time = new CpuTime(List.of(shell.pid()));
      out.readLine();
      long whileItRuns = time.micros();
      in.write("on\n");
      in.flush();
      out.readLine();
      long afterIt = time.micros();
      assertTrue(whileItRuns >= 50_000, whileItRuns + " µs");
      assertTrue(afterIt >= whileItRuns, afterIt + " µs after " + whileItRuns);
    } finally {
      shell.destroyForcibly();
    }
  }
}
