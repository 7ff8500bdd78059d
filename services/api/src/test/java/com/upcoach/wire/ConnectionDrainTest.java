package com.upcoach.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConnectionDrainTest {

  private long now = Duration.ofHours(1).toNanos();
  private final OpenConnections connections = new OpenConnections(() -> now);
  private final Exchange exchange = new Exchange(true);

  ConnectionDrainTest() {
    ConnectionDrain.into(exchange.channel().pipeline(), connections, 0);
  }

  private static String get(String path) {
    return FastPathHttpDecoderTest.get(path);
  }

  /// What was sent since the last time.
  private String sent() {
    StringBuilder text = new StringBuilder();
    for (ByteBuf part = exchange.channel().readOutbound();
        part != null;
        part = exchange.channel().readOutbound()) {
      text.append(part.toString(ISO_8859_1));
      part.release();
    }
    return text.toString();
  }

  private boolean announces() {
    return sent().contains("\r\nconnection: close\r\n");
  }

  /// How many connections are open after those that are idle were closed.
  private int openAfter(Duration time) {
    now += time.toNanos();
    connections.closeIdle();
    exchange.channel().runPendingTasks();
    return connections.closeIdle();
  }

  @Test
  void as_long_as_the_server_runs_a_connection_stays_open() {
    exchange.read(get("/made/1"));
    exchange.answerOne();
    assertFalse(announces());
    assertTrue(exchange.channel().isOpen());
  }

  @Test
  void an_open_request_is_answered_and_its_response_is_the_last() {
    exchange.read(get("/made/1"));
    connections.drain();
    assertEquals(1, openAfter(Duration.ofMinutes(1)));
    exchange.answerOne();
    assertTrue(announces());
    assertFalse(exchange.channel().isOpen());
  }

  @Test
  void a_request_that_comes_before_the_announcement_is_answered() {
    connections.drain();
    exchange.read(get("/made/1"));
    exchange.answerOne();
    assertEquals(List.of("long way /made/1"), exchange.seen());
    assertTrue(announces());
    assertFalse(exchange.channel().isOpen());
  }

  @Test
  void of_several_that_were_sent_at_once_the_last_response_announces_the_end() {
    exchange.read(get("/made/1") + get("/made/2") + get("/made/3"));
    connections.drain();
    exchange.answerOne();
    assertFalse(announces());
    exchange.answerOne();
    assertFalse(announces());
    exchange.answerOne();
    assertTrue(announces());
    assertFalse(exchange.channel().isOpen());
  }

  @Test
  void an_interim_response_announces_nothing() {
    connections.drain();
    exchange.read(get("/made/1"));
    exchange.send(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    assertFalse(announces());
    assertTrue(exchange.channel().isOpen());
    exchange.answerOne();
    assertTrue(announces());
  }

  @Test
  void an_idle_connection_is_closed_a_moment_after_it_was_used() {
    exchange.read(get("/made/1"));
    exchange.answerOne();
    connections.drain();
    assertEquals(1, openAfter(Duration.ofMillis(99)));
    assertEquals(0, openAfter(Duration.ofMillis(1)));
    assertFalse(exchange.channel().isOpen());
  }

  @Test
  void a_new_connection_has_longer_to_send_its_first_request() {
    connections.drain();
    assertEquals(1, openAfter(Duration.ofMillis(499)));
    assertEquals(0, openAfter(Duration.ofMillis(1)));
  }

  @Test
  void a_connection_that_was_accepted_counts_as_open_before_its_pipeline_is_made() {
    EmbeddedChannel accepted = new EmbeddedChannel();
    connections.arrives(accepted);
    connections.drain();
    assertEquals(2, openAfter(Duration.ZERO));
    connections.arrived(accepted);
    assertEquals(1, openAfter(Duration.ZERO));
  }

  @Test
  void a_connection_that_has_sent_a_part_of_a_request_stays_open() {
    exchange.read(get("/made/1").substring(0, 20));
    connections.drain();
    assertEquals(1, openAfter(Duration.ofMinutes(1)));
    exchange.read(get("/made/1").substring(20));
    exchange.answerOne();
    assertTrue(announces());
  }
}
