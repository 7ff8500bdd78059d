package com.upcoach.checkin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.streak.ClockVectors;
import com.upcoach.streak.DayRule;
import com.upcoach.streak.HistoryVectors;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Writes the test vectors that hold the rules in the member app (`apps/mobile/src/streak`) to the
/// same answers as the rules here. One JSON object a line; `-Dseed=…` repeats a file.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RuleVectorsTest {

  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final int HISTORIES = 24_000;
  private static final int OPERATIONS = 6_000;

  private static final Path FILE = Path.of("target/rule-vectors.jsonl.gz");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Set<String> reached = new HashSet<>();

  /// The first line: the seed, and the rules in the order of their letters.
  private record Header(long seed, List<RuleLine> rules) {}

  private record RuleLine(String code, String state, String sentence) {}

  @Test
  void the_vectors_for_the_app_reach_every_rule_and_refusal() throws IOException {
    Path unfinished = Files.createTempFile(FILE.getParent(), "rule-vectors", null);
    try (BufferedWriter lines =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(unfinished)), UTF_8))) {
      write(lines);
    }
    Files.move(unfinished, FILE, ATOMIC_MOVE);

    Set<String> expected = new HashSet<>();
    Arrays.stream(DayRule.values()).forEach(rule -> expected.add(HistoryVectors.letter(rule)));
    expected.addAll(
        List.of("done", "superseded", "not-in-zone", "in-future", "before-start", "after-end"));
    assertEquals(expected, reached, "seed " + SEED);
    assertTrue(Files.size(FILE) > 100_000, "seed " + SEED);
    System.out.println("RuleVectorsTest: -Dseed=" + SEED + " wrote " + FILE);
  }

  private void write(BufferedWriter lines) throws IOException {
    List<RuleLine> rules = Arrays.stream(DayRule.values()).map(RuleVectorsTest::ruleLine).toList();
    line(lines, Map.of("header", new Header(SEED, rules)));
    for (ClockVectors.Line clock : new ClockVectors(SEED).all()) {
      line(lines, Map.of("clock", clock));
    }
    HistoryVectors historyVectors = new HistoryVectors(SEED);
    for (int i = 0; i < HISTORIES; i++) {
      HistoryVectors.Line history = historyVectors.next();
      history.rules().chars().forEach(rule -> reached.add(Character.toString(rule)));
      line(lines, Map.of("history", history));
    }
    OperationVectors operationVectors = new OperationVectors(SEED);
    for (int i = 0; i < OPERATIONS; i++) {
      OperationVectors.Line day = operationVectors.next();
      day.steps().forEach(step -> reached.add(step.result()));
      line(lines, Map.of("day", day));
    }
  }

  private static void line(BufferedWriter lines, Object value) throws IOException {
    lines.write(MAPPER.writeValueAsString(value));
    lines.write('\n');
  }

  private static RuleLine ruleLine(DayRule rule) {
    return new RuleLine(rule.code(), rule.state().name().toLowerCase(Locale.ROOT), rule.sentence());
  }
}
