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
  void requests_on_the_fast_path_are_not_decoded() {
    exchange.read(get("/cached/1") + get("/cached/2"));
    exchange.read(get("/cached/3"));
    assertSeen("fast path /cached/1", "fast path /cached/2", "fast path /cached/3");
    assertEquals(List.of("to: /cached/1", "to: /cached/2", "to: /cached/3"), exchange.responses());
  }

  @Test
  void while_a_response_is_pending_all_following_requests_wait_and_are_decoded() {
    exchange.read(get("/cached/1") + get("/uncached/2"));
    exchange.read(get("/cached/3"));
    assertSeen("fast path /cached/1", "decoded /uncached/2");
    exchange.respondToNext();
    assertSeen("fast path /cached/1", "decoded /uncached/2", "decoded /cached/3");
    exchange.read(get("/cached/4"));
    exchange.respondToNext();
    exchange.respondToNext();
    exchange.read(get("/cached/5"));
    assertEquals("fast path /cached/5", exchange.seen().getLast());
    assertEquals(
        List.of(
            "to: /cached/1", "to: /uncached/2", "to: /cached/3", "to: /cached/4", "to: /cached/5"),
        exchange.responses());
  }

  @Test
  void a_head_split_in_two_reads_is_decoded_and_the_next_one_takes_the_fast_path() {
    String head = get("/cached/1");
    exchange.read(head.substring(0, 24));
    exchange.read(head.substring(24));
    exchange.respondToNext();
    exchange.read(get("/cached/2"));
    assertSeen("decoded /cached/1", "fast path /cached/2");
  }

  @Test
  void a_request_inside_a_body_is_not_read_as_a_request() {
    String post = post("/uncached/1", get("/cached/inside") + "x");
    int body = post.indexOf("GET");
    exchange.read(post.substring(0, body));
    exchange.respondToNext();
    exchange.read(post.substring(body, post.length() - 1));
    exchange.read("x" + get("/cached/2"));
    exchange.respondToNext();
    exchange.read(get("/cached/3"));
    assertSeen("decoded /uncached/1", "decoded /cached/2", "fast path /cached/3");
    assertEquals(get("/cached/inside") + "x", exchange.bodies());
  }

  @Test
  void bytes_after_the_first_line_of_a_request_belong_to_its_head() {
    exchange.read("GET /uncached/1 HTTP/1.1\r\n");
    exchange.read(get("/cached/inside"));
    assertSeen();
    assertEquals(List.of("refused: MALFORMED_HEAD"), exchange.responses());
  }

  @Test
  void bytes_after_a_partial_line_belong_to_that_line() {
    exchange.read("GET /uncached/1?x=");
    exchange.read(get("/cached/inside"));
    assertSeen();
    assertEquals(List.of("refused: MALFORMED_HEAD"), exchange.responses());
  }

  @Test
  void an_invalid_body_disables_the_fast_path() {
    exchange.read(
        "PUT /uncached/1 HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\nno size\r\n");
    exchange.read(get("/cached/2"));
    assertSeen();
    assertEquals(List.of("refused: BROKEN_CHUNK"), exchange.responses());
  }

  @Test
  void a_request_to_upgrade_the_protocol_disables_the_fast_path() {
    exchange.read("GET /uncached/1 HTTP/1.1\r\nHost: here\r\nUpgrade: other\r\n\r\n");
    exchange.respondToNext();
    exchange.read(get("/cached/2"));
    assertSeen("decoded /uncached/1", "decoded /cached/2");
  }

  @Test
  void an_invalid_request_disables_the_fast_path() {
    exchange.read("GET /uncached/1 HTTP/1.1\r\nHost: here\r\nNo colon\r\n\r\n");
    exchange.read(get("/cached/2"));
    assertSeen();
    assertEquals(List.of("refused: MALFORMED_HEAD"), exchange.responses());
  }

  /// The head of the first one is parsed by the fast path, and not scanned a second time.
  @Test
  void a_request_that_follows_one_which_the_fast_path_does_not_serve_is_scanned() {
    exchange.read(get("/uncached/1") + "GET /uncached/2 HTTP/1.1\r\nHost: here\r\nX: 1\n\r\n");
    exchange.respondToNext();
    assertSeen("decoded /uncached/1");
    assertEquals(List.of("to: /uncached/1", "refused: MALFORMED_HEAD"), exchange.responses());
  }

  @Test
  void a_request_after_the_last_one_of_a_connection_is_ignored() {
    exchange.read("GET /uncached/1 HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n");
    exchange.takeNext();
    exchange.send(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
    exchange.read(get("/cached/2"));
    assertSeen("decoded /uncached/1");
  }

  @Test
  void after_a_response_with_connection_close_requests_are_ignored_and_the_connection_closes() {
    exchange.read(post("/uncached/1", ""));
    var refusal = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.GONE);
    refusal.headers().set("Connection", "close");
    exchange.send(refusal);
    exchange.read(get("/cached/2"));
    assertSeen("decoded /uncached/1");
    exchange.advance(Duration.ofSeconds(1));
    assertFalse(exchange.channel().isOpen());
  }

  @Test
  void an_interim_response_does_not_end_a_response() {
    String put = post("/uncached/1", "x").replace("Host", "Expect: 100-continue\r\nHost");
    exchange.read(put.substring(0, put.length() - 1));
    exchange.send(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    exchange.read("x");
    exchange.read(get("/cached/2"));
    assertSeen("decoded /uncached/1");
    exchange.respondToNext();
    assertSeen("decoded /uncached/1", "decoded /cached/2");
  }

  @Test
  void a_chunked_response_ends_with_its_last_chunk() {
    exchange.read(get("/uncached/1"));
    exchange.send(new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
    exchange.read(get("/cached/2"));
    exchange.send(LastHttpContent.EMPTY_LAST_CONTENT);
    exchange.takeNext();
    exchange.respondToNext();
    exchange.read(get("/cached/3"));
    assertSeen("decoded /uncached/1", "decoded /cached/2", "fast path /cached/3");
  }

  @Test
  void a_head_above_4096_bytes_is_decoded() {
    String name = "X-Long: " + "x".repeat(4_096) + "\r\n\r\n";
    exchange.read(get("/cached/1").replaceFirst("\r\n$", name));
    assertSeen("decoded /cached/1");
  }

  @Test
  void a_client_that_does_not_read_its_responses_is_neither_read_nor_answered() {
    EmbeddedChannel channel = exchange.channel();
    exchange.read(get("/cached/1"));
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    exchange.read(get("/cached/2") + get("/cached/3"));
    exchange.read(get("/uncached/4") + get("/cached/5"));
    assertSeen("fast path /cached/1");
    assertFalse(channel.config().isAutoRead());
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    channel.runPendingTasks();
    assertSeen(
        "fast path /cached/1", "fast path /cached/2", "fast path /cached/3", "decoded /uncached/4");
    assertEquals(3, exchange.responses().size());
    exchange.respondToNext();
    assertEquals("decoded /cached/5", exchange.seen().getLast());
    assertTrue(channel.config().isAutoRead());
  }

  @Test
  void of_many_pipelined_requests_one_is_in_memory_and_responses_keep_their_order() {
    StringBuilder requests = new StringBuilder();
    for (int request = 0; request < 500; request++) {
      requests.append(get("/uncached/" + request));
    }
    exchange.read(requests.toString());
    for (int request = 0; request < 500; request++) {
      assertEquals(1, exchange.waiting());
      assertEquals(request < 499, !exchange.channel().config().isAutoRead());
      exchange.respondToNext();
    }
    assertEquals(0, exchange.waiting());
    assertEquals(500, exchange.seen().size());
    assertEquals("to: /uncached/499", exchange.responses().getLast());
  }

  @Test
  void no_request_is_decoded_while_the_client_does_not_read_earlier_responses() {
    EmbeddedChannel channel = exchange.channel();
    exchange.read(get("/uncached/1"));
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    exchange.respondToNext();
    exchange.read(get("/uncached/2").replace("abc", "\u00ff"));
    assertSeen("decoded /uncached/1");
    assertFalse(channel.config().isAutoRead());
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    channel.runPendingTasks();
    assertSeen("decoded /uncached/1", "decoded /uncached/2");
    assertTrue(channel.config().isAutoRead());
  }

  @Test
  void a_connection_whose_client_reads_no_responses_closes_after_30_seconds() {
    EmbeddedChannel channel = exchange.channel();
    exchange.read(get("/uncached/1"));
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    channel.runPendingTasks();
    exchange.advance(Duration.ofSeconds(29));
    assertTrue(channel.isOpen());
    exchange.advance(Duration.ofSeconds(1));
    assertFalse(channel.isOpen());
  }

  @Test
  void a_client_that_resumes_reading_in_time_keeps_its_connection() {
    EmbeddedChannel channel = exchange.channel();
    exchange.read(get("/uncached/1"));
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    channel.runPendingTasks();
    exchange.advance(Duration.ofSeconds(29));
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
    channel.runPendingTasks();
    exchange.advance(Duration.ofMinutes(1));
    assertTrue(channel.isOpen());
  }

  @Test
  void connection_close_among_other_options_makes_a_request_the_last() {
    for (String options :
        List.of("keep-alive, close", "close, x", "CLOSE", "x\r\nConnection: close")) {
      Exchange other = new Exchange(true);
      other.read(get("/uncached/1").replace("Host", "Connection: " + options + "\r\nHost"));
      assertEquals("close", other.takeNext().headers().get("Connection"), options);
      other.channel().finishAndReleaseAll();
    }
  }

  @Test
  void unprocessed_bytes_are_released_when_the_connection_ends() {
    exchange.channel().unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    ByteBuf bytes = Unpooled.copiedBuffer(get("/cached/1"), US_ASCII);
    exchange.channel().writeInbound(bytes);
    assertEquals(1, bytes.refCnt());
    exchange.channel().close().syncUninterruptibly();
    assertEquals(0, bytes.refCnt());
  }

  @Test
  void requests_on_the_fast_path_reset_the_idle_timeout() {
    exchange.read(get("/uncached/1"));
    assertEquals(0, exchange.idleResets());
    exchange.respondToNext();
    exchange.read(get("/cached/2") + get("/cached/3"));
    assertEquals(1, exchange.idleResets());
  }
}
