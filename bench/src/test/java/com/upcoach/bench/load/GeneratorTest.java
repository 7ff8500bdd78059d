package com.upcoach.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.bench.load.Requests.Request;
import com.upcoach.bench.load.SlowServer.Answer;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("wall-time")
@DisplayNameGeneration(ReplaceUnderscores.class)
class GeneratorTest {

  private static final Answer AT_ONCE = new Answer(200, Duration.ZERO, false);
  private static final Requests READS =
      Requests.of(List.of(Request.get("read", "/a", "t"), Request.get("read", "/b", "t")));

  /// The server pauses once for half a second. At 100 per second some 50 requests are due in that
  /// time, so a tenth of 500 waited. A generator that measures from the actual send would report
  /// one (coordinated omission).
  @Test
  void requests_delayed_by_a_server_pause_count_with_their_wait() throws Exception {
    IntFunction<Answer> once =
        n -> n == 100 ? new Answer(200, Duration.ofMillis(500), false) : AT_ONCE;
    Tally tally = open(once, 100, Duration.ofSeconds(5), 1);
    assertEquals(500, tally.of("read").sentCount());
    assertEquals(500, tally.of("read").succeededCount());
    assertTrue(tally.millis(99) > 350, "p99 " + tally.millis(99));
    assertTrue(tally.millis(95) > 150, "p95 " + tally.millis(95));
    assertTrue(tally.millis(50) < tally.millis(95), "p50 " + tally.millis(50));
  }

  /// One connection and 100 ms per reply: it handles 10 per second of the 50 that are due.
  @Test
  void the_latency_of_an_overloaded_server_grows() throws Exception {
    Tally tally =
        open(n -> new Answer(200, Duration.ofMillis(100), false), 50, Duration.ofSeconds(1), 1);
    assertEquals(50, tally.of("read").sentCount());
    assertTrue(tally.perSecond() <= 11, tally.perSecond() + "/s");
    assertTrue(tally.millis(99) > 3_000, "p99 " + tally.millis(99));
    assertEquals(50, tally.of("read").succeededCount() + tally.of("read").unansweredCount());
  }

  @Test
  void an_unanswered_request_counts_with_its_wait_until_the_end() throws Exception {
    Plan plan = new Plan.Open(20, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1));
    Tally tally = run(n -> new Answer(200, Duration.ofMinutes(1), false), plan, 4);
    assertEquals(20, tally.of("read").unansweredCount());
    assertTrue(tally.millis(1) >= 1_000, "the last one waits a second at least");
    assertTrue(tally.millis(100) >= 1_900, "the first one waits two");
  }

  @Test
  void refusals_failures_and_successes_are_counted_apart() throws Exception {
    int[] statuses = {200, 503, 429, 500, 204};
    Tally tally =
        open(n -> new Answer(statuses[n % 5], Duration.ZERO, false), 100, Duration.ofSeconds(1), 1);
    Tally.Kind reads = tally.of("read");
    assertEquals(100, reads.sentCount());
    assertEquals(40, reads.succeededCount());
    assertEquals(40, reads.refusedCount());
    assertEquals(20, reads.otherCount());
  }

  /// A tenth is refused: no time bounds 95 % of the requests, because fewer were served.
  @Test
  void a_refusal_is_no_quick_answer() throws Exception {
    Tally tally =
        open(
            n -> new Answer(n % 10 == 0 ? 503 : 200, Duration.ZERO, false),
            100,
            Duration.ofSeconds(1),
            1);
    assertEquals(Double.POSITIVE_INFINITY, tally.millis(95));
    assertTrue(Double.isFinite(tally.millis(85)), "p85 " + tally.millis(85));
    assertTrue(Double.isFinite(tally.millisOfAdmitted(95)), "p95 " + tally.millisOfAdmitted(95));
  }

  @Test
  void a_server_that_refuses_everything_is_never_quick() throws Exception {
    Tally tally = open(n -> new Answer(503, Duration.ZERO, false), 50, Duration.ofSeconds(1), 1);
    assertEquals(Double.POSITIVE_INFINITY, tally.millis(50));
    assertEquals(Double.POSITIVE_INFINITY, tally.millisOfAdmitted(50));
  }

  @Test
  void a_connection_that_the_server_closes_is_opened_again() throws Exception {
    Tally tally = open(n -> new Answer(200, Duration.ZERO, true), 100, Duration.ofSeconds(1), 2);
    assertEquals(100, tally.of("read").succeededCount());
  }

  /// Eight connections, 20 ms each: at most 400 per second plus those in flight at the edges, and
  /// more than the 50 of a single connection.
  @Test
  void a_closed_loop_sends_the_next_request_when_the_last_is_answered() throws Exception {
    Tally tally =
        run(
            n -> new Answer(200, Duration.ofMillis(20), false),
            new Plan.Closed(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1)),
            8);
    assertTrue(tally.perSecond() > 50, tally.perSecond() + "/s");
    assertTrue(tally.perSecond() <= 416, tally.perSecond() + "/s");
  }

  @Test
  void each_run_continues_where_the_last_one_stopped() throws Exception {
    try (var server = new SlowServer(n -> AT_ONCE);
        var generator = new Generator(server.port(), READS, 1)) {
      Plan one = new Plan.Open(10, Duration.ZERO, Duration.ofMillis(100), Duration.ofSeconds(1));
      IntStream.range(0, 4).forEach(n -> runOnce(generator, one));
      assertEquals(List.of("/a", "/b", "/a", "/b"), server.paths());
    }
  }

  @Test
  void connections_share_a_rate() throws Exception {
    Tally tally = open(n -> AT_ONCE, 200, Duration.ofSeconds(1), 4);
    assertEquals(200, tally.of("read").sentCount());
  }

  private static void runOnce(Generator generator, Plan plan) {
    try {
      generator.run(plan);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Plan openPlan(double rate, Duration counted) {
    return new Plan.Open(rate, Duration.ZERO, counted, Duration.ofSeconds(10));
  }

  private static Tally open(
      IntFunction<Answer> answers, double rate, Duration counted, int connections)
      throws Exception {
    return run(answers, openPlan(rate, counted), connections);
  }

  private static Tally run(IntFunction<Answer> answers, Plan plan, int connections)
      throws Exception {
    try (var server = new SlowServer(answers);
        var generator = new Generator(server.port(), READS, connections)) {
      return generator.run(plan);
    }
  }
}
