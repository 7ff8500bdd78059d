package com.upcoach.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConnectionDeadlinesTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HEAD = Exchange.LIMITS.head();

  private final Exchange exchange = new Exchange(true);

  @AfterEach
  void close() {
    exchange.channel().finishAndReleaseAll();
  }

  private boolean isOpen() {
    return exchange.channel().isOpen();
  }

  private static String post(int length) {
    return "POST /uncached/1 HTTP/1.1\r\nHost: here\r\nContent-Length: %d\r\n\r\n"
        .formatted(length);
  }

  @Test
  void a_connection_without_any_input_is_closed_without_a_response() {
    exchange.advance(HEAD.minus(SECOND));
    assertTrue(isOpen());
    exchange.advance(SECOND);
    assertFalse(isOpen());
    assertEquals(List.of(), exchange.responses());
  }

  @Test
  void a_head_that_arrives_too_slowly_is_refused_at_its_deadline_and_the_connection_closes() {
    for (int second = 0; second < HEAD.toSeconds(); second++) {
      exchange.read("G");
      exchange.advance(SECOND);
    }
    assertEquals(List.of("refused: HEAD_TOO_SLOW"), exchange.responses());
    exchange.advance(SECOND);
    assertFalse(isOpen());
  }

  @Test
  void the_second_head_of_a_connection_has_its_own_deadline() {
    exchange.advance(HEAD.minus(SECOND));
    exchange.read(FastPathHttpDecoderTest.get("/cached/1"));
    exchange.advance(HEAD.multipliedBy(2));
    assertTrue(isOpen());
    exchange.read(FastPathHttpDecoderTest.get("/uncached/2"));
    exchange.respondToNext();
    exchange.read("GET /m");
    exchange.advance(HEAD.minus(SECOND));
    assertTrue(isOpen());
    exchange.advance(SECOND);
    assertEquals(
        List.of("to: /cached/1", "to: /uncached/2", "refused: HEAD_TOO_SLOW"),
        exchange.responses());
  }

  @Test
  void a_stalled_body_is_refused_no_matter_how_much_has_arrived() {
    exchange.read(post(50_000) + "x".repeat(49_990));
    exchange.advance(Duration.ofSeconds(10));
    assertTrue(isOpen());
    exchange.advance(Duration.ofSeconds(10));
    assertEquals(List.of("refused: BODY_TOO_SLOW"), exchange.responses());
    exchange.advance(SECOND);
    assertFalse(isOpen());
  }

  @Test
  void a_body_at_the_minimum_rate_is_accepted_no_matter_how_long_it_takes() {
    int rounds = 60;
    exchange.read(post(1_500 * rounds));
    for (int round = 0; round < rounds; round++) {
      exchange.read("x".repeat(1_500));
      exchange.advance(Duration.ofSeconds(5));
    }
    assertTrue(isOpen());
    exchange.respondToNext();
    assertEquals(List.of("to: /uncached/1"), exchange.responses());
  }

  @Test
  void a_body_does_not_count_as_slow_while_the_server_pauses_reading() {
    exchange.read(post(50_000) + "x");
    exchange.channel().config().setAutoRead(false);
    exchange.advance(Duration.ofMinutes(5));
    assertTrue(isOpen());
    assertEquals(List.of(), exchange.responses());
  }

  @Test
  void small_chunks_of_a_body_are_gathered_before_they_are_passed_on() {
    exchange.read(post(5_000));
    int seen = 0;
    for (int piece = 0; piece < 4_999; piece++) {
      exchange.read("x");
      seen = Math.max(seen, exchange.chunks());
    }
    assertEquals(1, seen);
    exchange.read("x");
    assertEquals("x".repeat(5_000), exchange.bodies());
  }

  @Test
  void no_response_is_written_after_a_refusal() {
    exchange.read(post(50_000) + "x");
    exchange.advance(Duration.ofSeconds(10));
    exchange.respondToNext();
    assertEquals(List.of("refused: BODY_TOO_SLOW"), exchange.responses());
  }

  @Test
  void a_refusal_is_sent_after_the_responses_to_earlier_requests() {
    exchange.read(FastPathHttpDecoderTest.get("/uncached/1") + "GET / HTTP/7.3\r\n\r\n");
    assertEquals(List.of(), exchange.responses());
    exchange.respondToNext();
    assertEquals(List.of("to: /uncached/1", "refused: UNKNOWN_VERSION"), exchange.responses());
    exchange.read(FastPathHttpDecoderTest.get("/cached/2"));
    assertEquals(List.of("decoded /uncached/1"), exchange.seen());
  }

  @Test
  void bytes_after_a_refused_request_are_never_read_as_a_request() {
    exchange.read(
        "POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: xchunked\r\n\r\n"
            + FastPathHttpDecoderTest.get("/cached/smuggled"));
    exchange.read(FastPathHttpDecoderTest.get("/cached/smuggled"));
    assertEquals(List.of(), exchange.seen());
    assertEquals(List.of("refused: BAD_TRANSFER_ENCODING"), exchange.responses());
  }

  @Test
  void empty_lines_between_requests_on_the_fast_path_never_end_the_connection() {
    for (int request = 0; request < 10; request++) {
      exchange.read("\r\n");
      exchange.read(FastPathHttpDecoderTest.get("/cached/1"));
    }
    assertEquals(10, exchange.responses().size());
  }

  @Test
  void a_pipelined_request_that_waits_for_an_earlier_response_does_not_count_as_slow() {
    exchange.read(FastPathHttpDecoderTest.get("/uncached/1") + "GET /uncached/2 HT");
    exchange.advance(HEAD.multipliedBy(3));
    assertTrue(isOpen());
    exchange.respondToNext();
    exchange.read("TP/1.1\r\nHost: here\r\n\r\n");
    exchange.respondToNext();
    assertEquals(List.of("to: /uncached/1", "to: /uncached/2"), exchange.responses());
  }

  @Test
  void an_empty_line_before_a_head_is_skipped_and_three_are_refused() {
    exchange.read("\r\n" + FastPathHttpDecoderTest.get("/uncached/1"));
    exchange.respondToNext();
    exchange.read("\r\n\r\n\r\n" + FastPathHttpDecoderTest.get("/uncached/2"));
    assertEquals(List.of("to: /uncached/1", "refused: MALFORMED_HEAD"), exchange.responses());
  }
}
