package com.upcoach.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TableTest {

  private static final Row FAST_ENOUGH = Row.atLeast("rate", ratio(2.0), 2);
  private static final Row TOO_SLOW = Row.atLeast("rate", ratio(1.99), 2);
  private static final Row SOON_ENOUGH = Row.atMost("p99", ratio(1.5), 1.5);
  private static final Row TOO_LATE = Row.atMost("p99", ratio(1.51), 1.5);
  private static final Row INFORMATION = Row.without("noise", ratio(0.1));

  @Test
  void a_goal_to_reach_is_met_from_the_goal_on() {
    assertTrue(FAST_ENOUGH.met());
    assertFalse(TOO_SLOW.met());
  }

  @Test
  void a_goal_to_stay_below_is_met_up_to_the_goal() {
    assertTrue(SOON_ENOUGH.met());
    assertFalse(TOO_LATE.met());
  }

  @Test
  void a_ratio_to_zero_meets_no_goal() {
    assertFalse(Row.atLeast("rate", ratio(Double.NaN), 2).met());
    assertFalse(Row.atMost("p99", ratio(Double.NaN), 2).met());
  }

  @Test
  void one_missed_goal_fails_the_bench() {
    assertTrue(table(FAST_ENOUGH, SOON_ENOUGH, INFORMATION).passes(false));
    assertFalse(table(FAST_ENOUGH, TOO_LATE).passes(false));
  }

  @Test
  void with_prove_every_goal_must_be_missed() {
    assertTrue(table(TOO_SLOW, TOO_LATE, INFORMATION).passes(true));
    assertFalse(table(TOO_SLOW, SOON_ENOUGH).passes(true));
  }

  @Test
  void an_interrupted_case_fails_the_bench_and_its_proof() {
    assertFalse(table(FAST_ENOUGH, Row.brokeOff("tail")).passes(false));
    assertFalse(table(TOO_SLOW, Row.brokeOff("tail")).passes(true));
  }

  @Test
  void a_bench_without_any_goal_does_not_pass() {
    assertFalse(table(INFORMATION).passes(false));
    assertFalse(table(INFORMATION).passes(true));
  }

  @Test
  void the_json_has_the_form_that_every_bench_has() {
    assertEquals(
        "{\"cases\":[{\"name\":\"rate\",\"ours\":2.0000,\"limit\":1.0000,\"ratio\":2.0000,"
            + "\"spread\":\"2.00–2.00\",\"goal\":2.0000,\"met\":true},"
            + "{\"name\":\"noise\",\"ours\":0.1000,\"limit\":1.0000,\"ratio\":0.1000,"
            + "\"spread\":\"0.10–0.10\",\"goal\":null,\"met\":true}]}\n",
        table(FAST_ENOUGH, INFORMATION).json());
  }

  @Test
  void the_table_shows_the_direction_of_a_goal() {
    var printed = new ByteArrayOutputStream();
    table(TOO_SLOW, TOO_LATE).print(new PrintStream(printed, true, UTF_8));
    assertTrue(printed.toString(UTF_8).contains("≥ 2.00"));
    assertTrue(printed.toString(UTF_8).contains("≤ 1.50"));
  }

  private static Table table(Row... rows) {
    return new Table(List.of(rows));
  }

  private static Rounds.Comparison ratio(double ratio) {
    return new Rounds.Comparison(ratio, 1, new Spread(ratio, ratio, ratio), Double.NaN, Double.NaN);
  }
}
