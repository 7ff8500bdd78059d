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
    ConnectionDrain.addTo(exchange.channel().pipeline(), connections, 0);
  }

  private static String get(String path) {
    return FastPathHttpDecoderTest.get(path);
  }

  /// The output since the last call.
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

  private boolean announcesClose() {
    return sent().contains("\r\nconnection: close\r\n");
  }

  /// The number of connections that are open after the idle ones were closed.
  private int openAfter(Duration time) {
    now += time.toNanos();
    connections.closeIdle();
    exchange.channel().runPendingTasks();
    return connections.closeIdle();
  }

  @Test
  void a_connection_stays_open_while_the_server_does_not_drain() {
    exchange.read(get("/uncached/1"));
    exchange.respondToNext();
    assertFalse(announcesClose());
    assertTrue(exchange.channel().isOpen());
  }

  @Test
  void a_request_in_flight_gets_the_last_response_of_its_connection() {
    exchange.read(get("/uncached/1"));
    connections.drain();
    assertEquals(1, openAfter(Duration.ofMinutes(1)));
    exchange.respondToNext();
    assertTrue(announcesClose());
    assertFalse(exchange.channel().isOpen());
  }

  @Test
  void a_request_during_draining_is_handled_and_then_the_connection_closes() {
    connections.drain();
    exchange.read(get("/uncached/1"));
    exchange.respondToNext();
    assertEquals(List.of("decoded /uncached/1"), exchange.seen());
    assertTrue(announcesClose());
    assertFalse(exchange.channel().isOpen());
  }

  @Test
  void the_response_to_the_last_pipelined_request_announces_the_close() {
    exchange.read(get("/uncached/1") + get("/uncached/2") + get("/uncached/3"));
    connections.drain();
    exchange.respondToNext();
    assertFalse(announcesClose());
    exchange.respondToNext();
    assertFalse(announcesClose());
    exchange.respondToNext();
    assertTrue(announcesClose());
    assertFalse(exchange.channel().isOpen());
  }

  @Test
  void an_interim_response_does_not_announce_the_close() {
    connections.drain();
    exchange.read(get("/uncached/1"));
    exchange.send(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
    assertFalse(announcesClose());
    assertTrue(exchange.channel().isOpen());
    exchange.respondToNext();
    assertTrue(announcesClose());
  }

  @Test
  void an_idle_connection_closes_100_ms_after_its_last_use() {
    exchange.read(get("/uncached/1"));
    exchange.respondToNext();
    connections.drain();
    assertEquals(1, openAfter(Duration.ofMillis(99)));
    assertEquals(0, openAfter(Duration.ofMillis(1)));
    assertFalse(exchange.channel().isOpen());
  }

  @Test
  void a_connection_that_was_idle_for_long_closes_100_ms_after_draining_began() {
    exchange.read(get("/uncached/1"));
    exchange.respondToNext();
    now += Duration.ofMinutes(1).toNanos();
    connections.drain();
    assertEquals(1, openAfter(Duration.ofMillis(99)));
    assertEquals(0, openAfter(Duration.ofMillis(1)));
  }

  @Test
  void a_new_connection_has_500_ms_to_send_its_first_request() {
    connections.drain();
    assertEquals(1, openAfter(Duration.ofMillis(499)));
    assertEquals(0, openAfter(Duration.ofMillis(1)));
  }

  @Test
  void an_accepted_connection_counts_as_open_before_its_pipeline_is_built() {
    EmbeddedChannel accepted = new EmbeddedChannel();
    connections.arrives(accepted);
    connections.drain();
    assertEquals(2, openAfter(Duration.ZERO));
    connections.arrived(accepted);
    assertEquals(1, openAfter(Duration.ZERO));
  }

  @Test
  void a_connection_with_a_partly_received_request_stays_open() {
    exchange.read(get("/uncached/1").substring(0, 20));
    connections.drain();
    assertEquals(1, openAfter(Duration.ofMinutes(1)));
    exchange.read(get("/uncached/1").substring(20));
    exchange.respondToNext();
    assertTrue(announcesClose());
  }
}
