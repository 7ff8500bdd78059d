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
    return "POST /made/1 HTTP/1.1\r\nHost: here\r\nContent-Length: %d\r\n\r\n".formatted(length);
  }

  @Test
  void a_connection_on_which_nothing_is_sent_is_closed_without_a_word() {
    exchange.advance(HEAD.minus(SECOND));
    assertTrue(isOpen());
    exchange.advance(SECOND);
    assertFalse(isOpen());
    assertEquals(List.of(), exchange.answered());
  }

  @Test
  void a_head_that_trickles_in_is_refused_after_its_time_and_the_connection_closed() {
    for (int second = 0; second < HEAD.toSeconds(); second++) {
      exchange.read("G");
      exchange.advance(SECOND);
    }
    assertEquals(List.of("refused: HEAD_TOO_SLOW"), exchange.answered());
    exchange.advance(SECOND);
    assertFalse(isOpen());
  }

  @Test
  void the_second_head_of_a_connection_has_its_own_time() {
    exchange.advance(HEAD.minus(SECOND));
    exchange.read(FastPathHttpDecoderTest.get("/kept/1"));
    exchange.advance(HEAD.multipliedBy(2));
    assertTrue(isOpen());
    exchange.read(FastPathHttpDecoderTest.get("/made/2"));
    exchange.answerOne();
    exchange.read("GET /m");
    exchange.advance(HEAD.minus(SECOND));
    assertTrue(isOpen());
    exchange.advance(SECOND);
    assertEquals(
        List.of("to: /kept/1", "to: /made/2", "refused: HEAD_TOO_SLOW"), exchange.answered());
  }

  @Test
  void a_body_that_stops_is_refused_however_much_of_it_has_come() {
    exchange.read(post(50_000) + "x".repeat(49_990));
    exchange.advance(Duration.ofSeconds(10));
    assertTrue(isOpen());
    exchange.advance(Duration.ofSeconds(10));
    assertEquals(List.of("refused: BODY_TOO_SLOW"), exchange.answered());
    exchange.advance(SECOND);
    assertFalse(isOpen());
  }

  @Test
  void a_body_at_the_least_rate_is_taken_however_long_it_is() {
    int rounds = 60;
    exchange.read(post(1_500 * rounds));
    for (int round = 0; round < rounds; round++) {
      exchange.read("x".repeat(1_500));
      exchange.advance(Duration.ofSeconds(5));
    }
    assertTrue(isOpen());
    exchange.answerOne();
    assertEquals(List.of("to: /made/1"), exchange.answered());
  }

  @Test
  void a_body_that_the_server_does_not_read_is_not_called_slow() {
    exchange.read(post(50_000) + "x");
    exchange.channel().config().setAutoRead(false);
    exchange.advance(Duration.ofMinutes(5));
    assertTrue(isOpen());
    assertEquals(List.of(), exchange.answered());
  }

  @Test
  void small_pieces_of_a_body_are_handed_on_together() {
    exchange.read(post(5_000));
    int seen = 0;
    for (int piece = 0; piece < 4_999; piece++) {
      exchange.read("x");
      seen = Math.max(seen, exchange.pieces());
    }
    assertEquals(1, seen);
    exchange.read("x");
    assertEquals("x".repeat(5_000), exchange.bodies());
  }

  @Test
  void nothing_that_the_server_writes_follows_a_refusal() {
    exchange.read(post(50_000) + "x");
    exchange.advance(Duration.ofSeconds(10));
    exchange.answerOne();
    assertEquals(List.of("refused: BODY_TOO_SLOW"), exchange.answered());
  }

  @Test
  void a_refusal_waits_for_the_answers_to_the_requests_before() {
    exchange.read(FastPathHttpDecoderTest.get("/made/1") + "GET / HTTP/7.3\r\n\r\n");
    assertEquals(List.of(), exchange.answered());
    exchange.answerOne();
    assertEquals(List.of("to: /made/1", "refused: UNKNOWN_VERSION"), exchange.answered());
    exchange.read(FastPathHttpDecoderTest.get("/kept/2"));
    assertEquals(List.of("long way /made/1"), exchange.seen());
  }

  @Test
  void what_follows_a_refused_request_is_never_taken_for_a_request() {
    exchange.read(
        "POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: xchunked\r\n\r\n"
            + FastPathHttpDecoderTest.get("/kept/smuggled"));
    exchange.read(FastPathHttpDecoderTest.get("/kept/smuggled"));
    assertEquals(List.of(), exchange.seen());
    assertEquals(List.of("refused: BAD_TRANSFER_ENCODING"), exchange.answered());
  }

  @Test
  void an_empty_line_between_requests_that_are_answered_at_once_never_ends_the_connection() {
    for (int request = 0; request < 10; request++) {
      exchange.read("\r\n");
      exchange.read(FastPathHttpDecoderTest.get("/kept/1"));
    }
    assertEquals(10, exchange.answered().size());
  }

  @Test
  void a_request_that_waits_for_the_answer_to_another_is_not_called_slow() {
    exchange.read(FastPathHttpDecoderTest.get("/made/1") + "GET /made/2 HT");
    exchange.advance(HEAD.multipliedBy(3));
    assertTrue(isOpen());
    exchange.answerOne();
    exchange.read("TP/1.1\r\nHost: here\r\n\r\n");
    exchange.answerOne();
    assertEquals(List.of("to: /made/1", "to: /made/2"), exchange.answered());
  }

  @Test
  void an_empty_line_before_a_head_is_passed_over_and_many_are_not() {
    exchange.read("\r\n" + FastPathHttpDecoderTest.get("/made/1"));
    exchange.answerOne();
    exchange.read("\r\n\r\n\r\n" + FastPathHttpDecoderTest.get("/made/2"));
    assertEquals(List.of("to: /made/1", "refused: MALFORMED_HEAD"), exchange.answered());
  }
}
