package com.upcoach.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.impl.NetSocketInternal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A server on the native transport that sends back the first bytes of each connection.
@Tag("wall-time")
@Timeout(120)
@DisplayNameGeneration(ReplaceUnderscores.class)
class ListenSocketTest {

  private static final int PATIENCE_MS = 30_000;

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
  private final CompletableFuture<Channel> accepting = new CompletableFuture<>();
  private final NetServer server =
      vertx
          .createNetServer(new NetServerOptions().setHost("127.0.0.1").setPort(0))
          .connectHandler(
              socket -> {
                accepting.complete(
                    ((NetSocketInternal) socket).channelHandlerContext().channel().parent());
                socket.handler(socket::end);
              })
          .listen()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
  private Channel listening;

  /// The first connection leads to the channel that accepts.
  @BeforeEach
  void findChannel() throws IOException {
    assertTrue(vertx.isNativeTransportEnabled());
    try (Socket first = connect()) {
      assertEquals("hello", echoed(first));
    }
    listening = accepting.join();
  }

  @AfterEach
  void end() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()),
          PATIENCE_MS);
      socket.setSoTimeout(PATIENCE_MS);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static String echoed(Socket socket) throws IOException {
    socket.getOutputStream().write("hello".getBytes(US_ASCII));
    return new String(socket.getInputStream().readAllBytes(), US_ASCII);
  }

  private void close() {
    listening.eventLoop().execute(() -> ListenSocket.close(listening));
  }

  @Test
  void connections_that_wait_to_be_accepted_are_answered() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch busy = new CountDownLatch(1);
    listening
        .eventLoop()
        .execute(
            () -> {
              blocked.countDown();
              try {
                busy.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    blocked.await();
    List<Socket> sockets = new ArrayList<>();
    for (int number = 0; number < 100; number++) {
      sockets.add(connect());
    }
    assertEquals(100, ListenSocket.queued(listening));
    close();
    busy.countDown();
    for (Socket socket : sockets) {
      try (socket) {
        assertEquals("hello", echoed(socket));
      }
    }
    assertTrue(listening.closeFuture().await(PATIENCE_MS));
    assertThrows(ConnectException.class, this::connect);
  }

  /// Its first segment is dropped, or the port is closed already: it is never accepted.
  @Test
  void no_connection_begins_once_the_socket_is_closing() throws Exception {
    CountDownLatch closing = new CountDownLatch(1);
    close();
    listening.eventLoop().execute(closing::countDown);
    closing.await();
    try (Socket late = new Socket()) {
      assertThrows(
          IOException.class,
          () ->
              late.connect(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()),
                  100));
    }
  }

  @Test
  void while_clients_connect_all_the_time_each_is_answered_or_refused() throws Exception {
    List<Future<Integer>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (int client = 0; client < 8; client++) {
        clients.add(threads.submit(this::connectUntilRefused));
      }
      Thread.sleep(500);
      close();
      int answered = 0;
      for (Future<Integer> client : clients) {
        answered += client.get();
      }
      assertTrue(answered > 100, answered + " connections");
    }
  }

  /// Fails where a connection that was made is reset.
  private int connectUntilRefused() throws IOException {
    for (int answered = 0; ; answered++) {
      Socket socket;
      try {
        socket = connect();
      } catch (ConnectException refused) {
        return answered;
      }
      try (socket) {
        assertEquals("hello", echoed(socket));
      }
    }
  }
}
