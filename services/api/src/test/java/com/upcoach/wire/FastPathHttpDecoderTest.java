package com.upcoach.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FastPathHttpDecoderTest {

  private final Exchange exchange = new Exchange(true);

  @AfterEach
  void close() {
    exchange.channel().finishAndReleaseAll();
  }

  static String get(String path) {
    return "GET %s HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer abc\r\n\r\n".formatted(path);
  }

  private static String post(String path, String body) {
    return "POST %s HTTP/1.1\r\nHost: here\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(path, body.length(), body);
  }

  private void assertSeen(String... expected) {
    assertEquals(List.of(expected), exchange.seen());
  }

  @Test
  void what_can_be_answered_at_once_is_never_decoded() {
    exchange.read(get("/kept/1") + get("/kept/2"));
    exchange.read(get("/kept/3"));
    assertSeen("at once /kept/1", "at once /kept/2", "at once /kept/3");
    assertEquals(List.of("to: /kept/1", "to: /kept/2", "to: /kept/3"), exchange.answered());
  }

  @Test
  void while_an_answer_is_waited_for_all_that_follow_wait_and_go_the_long_way() {
    exchange.read(get("/kept/1") + get("/made/2"));
    exchange.read(get("/kept/3"));
    assertSeen("at once /kept/1", "long way /made/2");
    exchange.answerOne();
    assertSeen("at once /kept/1", "long way /made/2", "long way /kept/3");
    exchange.read(get("/kept/4"));
    exchange.answerOne();
    exchange.answerOne();
    exchange.read(get("/kept/5"));
    assertEquals("at once /kept/5", exchange.seen().getLast());
    assertEquals(
        List.of("to: /kept/1", "to: /made/2", "to: /kept/3", "to: /kept/4", "to: /kept/5"),
        exchange.answered());
  }

  @Test
  void a_head_in_two_pieces_goes_the_long_way_and_the_next_one_does_not() {
    String head = get("/kept/1");
    exchange.read(head.substring(0, 24));
    exchange.read(head.substring(24));
    exchange.answerOne();
    exchange.read(get("/kept/2"));
    assertSeen("long way /kept/1", "at once /kept/2");
  }

  @Test
  void what_stands_in_a_body_is_no_request() {
    String post = post("/made/1", get("/kept/inside") + "x");
    int body = post.indexOf("GET");
    exchange.read(post.substring(0, body));
    exchange.answerOne();
    exchange.read(post.substring(body, post.length() - 1));
    exchange.read("x" + get("/kept/2"));
    exchange.answerOne();
    exchange.read(get("/kept/3"));
    assertSeen("long way /made/1", "long way /kept/2", "at once /kept/3");
    assertEquals(get("/kept/inside") + "x", exchange.bodies());
  }

  @Test
  void what_stands_after_the_first_line_of_a_request_is_a_part_of_it() {
    exchange.read("GET /made/1 HTTP/1.1\r\n");
    exchange.read(get("/kept/inside"));
    assertSeen();
    assertEquals(List.of("refused: MALFORMED_HEAD"), exchange.answered());
  }

  @Test
  void what_stands_after_the_beginning_of_a_line_is_a_part_of_it() {
    exchange.read("GET /made/1?x=");
    exchange.read(get("/kept/inside"));
    assertSeen();
    assertEquals(List.of("refused: MALFORMED_HEAD"), exchange.answered());
  }

  @Test
  void after_a_broken_body_nothing_is_answered_at_once_any_more() {
    exchange.read(
        "PUT /made/1 HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\nno size\r\n");
    exchange.read(get("/kept/2"));
    assertSeen();
    assertEquals(List.of("refused: BROKEN_CHUNK"), exchange.answered());
  }

  @Test
  void after_an_offer_to_speak_another_protocol_nothing_is_answered_at_once() {
    exchange.read("GET /made/1 HTTP/1.1\r\nHost: here\r\nUpgrade: other\r\n\r\n");
    exchange.answerOne();
    exchange.read(get("/kept/2"));
    assertSeen("long way /made/1", "long way /kept/2");
  }

  @Test
  void after_a_broken_request_nothing_is_answered_at_once_any_more() {
    exchange.read("GET /made/1 HTTP/1.1\r\nHost: here\r\nNo colon\r\n\r\n");
    exchange.read(get("/kept/2"));
    assertSeen();
    assertEquals(List.of("refused: MALFORMED_HEAD"), exchange.answered());
  }

  @Test
  void after_the_last_request_of_a_connection_nothing_is_answered_any_more() {
    exchange.read("GET /made/1 HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
    exchange.answeredByHand();
    exchange.send(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
    exchange.read(get("/kept/2"));
    assertSeen("long way /made/1");
  }

  @Test
  void after_an_answer_that_says_it_was_the_last_nothing_is_answered_and_the_connection_closes() {
    exchange.read(post("/made/1", ""));
    var refusal = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.GONE);
    refusal.headers().set("Connection", "close");
    exchange.send(refusal);
    exchange.read(get("/kept/2"));
    assertSeen("long way /made/1");
    exchange.advance(Duration.ofSeconds(1));
    assertFalse(exchange.channel().isOpen());
  }

  @Test
  void an_invitation_to_send_the_body_does_not_end_an_answer() {
    String put = post("/made/1", "x").replace("Host", "Expect: 100-continue\r\nHost");
    exchange.read(put.substring(0, put.length() - 1));
    exchange.send(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    exchange.read("x");
    exchange.read(get("/kept/2"));
    assertSeen("long way /made/1");
    exchange.answerOne();
    assertSeen("long way /made/1", "long way /kept/2");
  }

  @Test
  void an_answer_in_pieces_ends_with_its_last() {
    exchange.read(get("/made/1"));
    exchange.send(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
    exchange.read(get("/kept/2"));
    exchange.send(LastHttpContent.EMPTY_LAST_CONTENT);
    exchange.answeredByHand();
    exchange.answerOne();
    exchange.read(get("/kept/3"));
    assertSeen("long way /made/1", "long way /kept/2", "at once /kept/3");
  }

  @Test
  void a_head_that_is_too_long_goes_the_long_way() {
    String name = "X-Long: " + "x".repeat(4_096) + "\r\n\r\n";
    exchange.read(get("/kept/1").replaceFirst("\r\n$", name));
    assertSeen("long way /kept/1");
  }

  @Test
  void who_does_not_take_its_answers_is_answered_no_further_and_read_no_further() {
    EmbeddedChannel channel = exchange.channel();
    exchange.read(get("/kept/1"));
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    exchange.read(get("/kept/2") + get("/kept/3"));
    exchange.read(get("/made/4") + get("/kept/5"));
    assertSeen("at once /kept/1");
    assertFalse(channel.config().isAutoRead());
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    channel.runPendingTasks();
    assertSeen("at once /kept/1", "at once /kept/2", "at once /kept/3", "long way /made/4");
    assertEquals(3, exchange.answered().size());
    exchange.answerOne();
    assertEquals("long way /kept/5", exchange.seen().getLast());
    assertTrue(channel.config().isAutoRead());
  }

  @Test
  void of_many_requests_sent_at_once_only_one_is_in_memory_and_all_are_answered_in_order() {
    StringBuilder requests = new StringBuilder();
    for (int request = 0; request < 500; request++) {
      requests.append(get("/made/" + request));
    }
    exchange.read(requests.toString());
    for (int request = 0; request < 500; request++) {
      assertEquals(1, exchange.waiting());
      assertEquals(request < 499, !exchange.channel().config().isAutoRead());
      exchange.answerOne();
    }
    assertEquals(0, exchange.waiting());
    assertEquals(500, exchange.seen().size());
    assertEquals("to: /made/499", exchange.answered().getLast());
  }

  @Test
  void no_request_is_decoded_while_the_answers_before_it_are_not_taken() {
    EmbeddedChannel channel = exchange.channel();
    exchange.read(get("/made/1"));
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    exchange.answerOne();
    exchange.read(get("/made/2").replace("abc", "\u00ff"));
    assertSeen("long way /made/1");
    assertFalse(channel.config().isAutoRead());
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    channel.runPendingTasks();
    assertSeen("long way /made/1", "long way /made/2");
    assertTrue(channel.config().isAutoRead());
  }

  @Test
  void a_connection_whose_answers_are_not_taken_is_closed_in_time() {
    EmbeddedChannel channel = exchange.channel();
    exchange.read(get("/made/1"));
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    channel.runPendingTasks();
    exchange.advance(Duration.ofSeconds(29));
    assertTrue(channel.isOpen());
    exchange.advance(Duration.ofSeconds(1));
    assertFalse(channel.isOpen());
  }

  @Test
  void answers_that_are_taken_late_keep_the_connection() {
    EmbeddedChannel channel = exchange.channel();
    exchange.read(get("/made/1"));
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    channel.runPendingTasks();
    exchange.advance(Duration.ofSeconds(29));
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    channel.runPendingTasks();
    exchange.advance(Duration.ofMinutes(1));
    assertTrue(channel.isOpen());
  }

  @Test
  void a_request_that_says_it_is_the_last_among_other_options_is_the_last() {
    for (String options :
        List.of("keep-alive, close", "close, x", "CLOSE", "x\r\nConnection: close")) {
      Exchange one = new Exchange(true);
      one.read(get("/made/1").replace("Host", "Connection: " + options + "\r\nHost"));
      assertEquals("close", one.answeredByHand().headers().get("Connection"), options);
      one.channel().finishAndReleaseAll();
    }
  }

  @Test
  void what_was_not_looked_at_when_the_connection_ends_is_let_go() {
    exchange.channel().unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    ByteBuf bytes = Unpooled.copiedBuffer(get("/kept/1"), US_ASCII);
    exchange.channel().writeInbound(bytes);
    assertEquals(1, bytes.refCnt());
    exchange.channel().close().syncUninterruptibly();
    assertEquals(0, bytes.refCnt());
  }

  @Test
  void what_closes_idle_connections_is_told_of_what_it_does_not_see() {
    exchange.read(get("/made/1"));
    assertEquals(0, exchange.toldOfReads());
    exchange.answerOne();
    exchange.read(get("/kept/2") + get("/kept/3"));
    assertEquals(1, exchange.toldOfReads());
  }
}
