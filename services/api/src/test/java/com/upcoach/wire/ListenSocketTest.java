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

/// Tests with a server on the native transport that echoes the first bytes of each connection.
@Tag("wall-time")
@Timeout(120)
@DisplayNameGeneration(ReplaceUnderscores.class)
class ListenSocketTest {

  private static final int TIMEOUT_MS = 30_000;

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

  /// Finds the server channel by a first connection.
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
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()), TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
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
  void connections_in_the_accept_queue_are_served() throws Exception {
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
    assertTrue(listening.closeFuture().await(TIMEOUT_MS));
    assertThrows(ConnectException.class, this::connect);
  }

  /// The client's SYN is dropped, or the port is already closed.
  @Test
  void no_new_connection_is_established_while_the_socket_closes() throws Exception {
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
  void under_a_constant_stream_of_connections_each_is_served_or_refused() throws Exception {
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

  /// Fails if an established connection is reset.
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
