package com.upcoach.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// An in-memory connection. The server behind its decoder responds in the order of the requests,
/// when the test tells it to. Every response has a header `to` with the path of its request.
final class Exchange {

  /// Ten seconds for a head, and at least 100 bytes of a body a second.
  static final ConnectionLimits LIMITS =
      new ConnectionLimits(100, 10, _ -> false, address -> address, Duration.ofSeconds(10), 100);

  private final EmbeddedChannel channel;

  /// The requests in order: `fast path` or `decoded` with the path; `broken` at the end.
  private final List<String> seen = new ArrayList<>();

  /// The bodies of decoded requests, concatenated.
  private final StringBuilder bodies = new StringBuilder();

  private final Deque<HttpRequest> waiting = new ArrayDeque<>();
  private final boolean hasFastPath;
  private boolean ended;
  private int chunks;
  private int idleResets;

  /// @param hasFastPath whether the fast path responds to requests below `/cached/`
  Exchange(boolean hasFastPath) {
    HttpServerOptions options = new HttpServerOptions();
    channel = new EmbeddedChannel();
    channel
        .pipeline()
        .addLast("httpDecoder", new VertxHttpRequestDecoder(options))
        .addLast("httpEncoder", new HttpResponseEncoder())
        .addLast("idle", new Idle())
        .addLast("handler", new Server());
    this.hasFastPath = hasFastPath;
    FastPathInstaller.replaceDecoder(
        channel.pipeline(), options, this::fastPathResponse, LIMITS, Exchange::refusal);
  }

  /// A refusal has its fault in a header, and is `refused: …` in [#responses].
  private static byte[] refusal(InetAddress peer, RequestFault fault) {
    return "HTTP/1.1 400 Refused\r\nrefused: %s\r\nconnection: close\r\n\r\n"
        .formatted(fault)
        .getBytes(ISO_8859_1);
  }

  private Optional<ByteBuf> fastPathResponse(
      PlainGet request, SocketAddress peer, ByteBufAllocator allocator) {
    if (!hasFastPath || !request.path().startsWith("/cached/")) {
      return Optional.empty();
    }
    seen.add("fast path " + request.path());
    return Optional.of(
        ByteBufUtil.writeAscii(
            allocator,
            "HTTP/1.1 200 OK\r\nto: %s\r\ncontent-length: 0\r\n\r\n".formatted(request.path())));
  }

  private final class Server extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (!ended && message instanceof HttpRequest request) {
        ended = request.decoderResult().isFailure() || !HttpUtil.isKeepAlive(request);
        seen.add(request.decoderResult().isFailure() ? "broken" : "decoded " + request.uri());
        waiting.add(request);
      }
      // Bytes after the last request belong to no request.
      if (!ended && message instanceof HttpContent content) {
        chunks += content.content().isReadable() ? 1 : 0;
        bodies.append(content.content().toString(ISO_8859_1));
      }
      ReferenceCountUtil.release(message);
    }
  }

  /// The handler that closes idle connections.
  private final class Idle extends IdleStateHandler {
    Idle() {
      super(0, 0, 0);
    }

    @Override
    public void resetReadTimeout() {
      idleResets++;
    }
  }

  /// How often the decoder reset the idle timeout after a read on the fast path.
  int idleResets() {
    return idleResets;
  }

  EmbeddedChannel channel() {
    return channel;
  }

  List<String> seen() {
    return seen;
  }

  /// The number of chunks of bodies.
  int chunks() {
    return chunks;
  }

  String bodies() {
    return bodies.toString();
  }

  /// Delivers bytes as one read of the socket.
  void read(String bytes) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes, ISO_8859_1));
  }

  /// Advances the time, and runs the tasks that are due.
  void advance(Duration time) {
    channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }

  int waiting() {
    return waiting.size();
  }

  /// Responds to the oldest waiting request.
  void respondToNext() {
    HttpRequest request = takeNext();
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    response.headers().set("to", request.uri()).set(HttpHeaderNames.CONTENT_LENGTH, 0);
    if (!HttpUtil.isKeepAlive(request)) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    send(response);
  }

  /// Removes the oldest waiting request; the test sends its response itself.
  HttpRequest takeNext() {
    return waiting.remove();
  }

  /// Sends a part of the response to the current request.
  void send(Object response) {
    var _ = channel.pipeline().context("handler").writeAndFlush(response);
    channel.runPendingTasks();
  }

  /// The headers `to` and `refused` of the responses since the last call, in order.
  List<String> responses() {
    StringBuilder text = new StringBuilder();
    for (ByteBuf sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
      text.append(sent.toString(ISO_8859_1));
      sent.release();
    }
    return text.toString()
        .lines()
        .filter(line -> line.startsWith("to: ") || line.startsWith("refused: "))
        .toList();
  }
}
