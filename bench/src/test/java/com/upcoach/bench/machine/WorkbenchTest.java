package com.upcoach.bench.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WorkbenchTest {

  private final Workbench bench = Workbench.open(Path.of("."));

  @Test
  void nothing_is_left_when_it_is_closed() throws Exception {
    Process sleeper = bench.start(new ProcessBuilder("sleep", "1000"));
    Files.createDirectories(bench.folder().resolve("data/database"));
    Files.writeString(bench.folder().resolve("data/log"), "line");
    bench.close();
    assertFalse(sleeper.isAlive());
    assertFalse(Files.exists(bench.folder()));
  }

  /// Ctrl-C arrives while another process is about to be started.
  @Test
  void nothing_is_started_once_it_is_closed() {
    bench.close();
    assertTrue(bench.isOver());
    assertThrows(
        IllegalStateException.class, () -> bench.start(new ProcessBuilder("sleep", "1000")));
  }

  @Test
  void a_failing_program_is_reported_with_its_output() {
    try (bench) {
      Throwable failure =
          assertThrows(
              IllegalStateException.class,
              () -> bench.run(new ProcessBuilder("sh", "-c", "echo out of luck >&2; exit 3")));
      assertEquals(
          "[sh, -c, echo out of luck >&2; exit 3] ended with 3: out of luck", failure.getMessage());
    }
  }
}
