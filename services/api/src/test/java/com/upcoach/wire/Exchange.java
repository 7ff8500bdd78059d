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

/// A connection in memory, with a server behind its decoder that answers in the order of the
/// requests and when it is told to, as Vert.x does. Every answer says to which path it is.
final class Exchange {

  /// Ten seconds for a head, 100 bytes of a body a second.
  static final ConnectionLimits LIMITS =
      new ConnectionLimits(100, 10, _ -> false, address -> address, Duration.ofSeconds(10), 100);

  private final EmbeddedChannel channel;

  /// What was asked for, in order: `at once` or `long way` with the path; `broken` at the end.
  private final List<String> seen = new ArrayList<>();

  /// Bodies of those that went the long way, one after the other.
  private final StringBuilder bodies = new StringBuilder();

  private final Deque<HttpRequest> waiting = new ArrayDeque<>();
  private final boolean answering;
  private boolean ended;
  private int pieces;
  private int toldOfReads;

  /// @param answering whether its decoder answers what it can at once
  Exchange(boolean answering) {
    HttpServerOptions options = new HttpServerOptions();
    channel = new EmbeddedChannel();
    channel
        .pipeline()
        .addLast("httpDecoder", new VertxHttpRequestDecoder(options))
        .addLast("httpEncoder", new HttpResponseEncoder())
        .addLast("idle", new Idle())
        .addLast("handler", new Server());
    this.answering = answering;
    FastPathInstaller.open(channel.pipeline(), options, this::answer, LIMITS, Exchange::refusal);
  }

  /// A refusal says why in its status line, and comes as `refused: …` from [#answered].
  private static byte[] refusal(InetAddress peer, RequestFault fault) {
    return "HTTP/1.1 400 Refused\r\nrefused: %s\r\nconnection: close\r\n\r\n"
        .formatted(fault)
        .getBytes(ISO_8859_1);
  }

  private Optional<ByteBuf> answer(
      PlainGet request, SocketAddress peer, ByteBufAllocator allocator) {
    if (!answering || !request.path().startsWith("/kept/")) {
      return Optional.empty();
    }
    seen.add("at once " + request.path());
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
        seen.add(request.decoderResult().isFailure() ? "broken" : "long way " + request.uri());
        waiting.add(request);
      }
      // What comes after the last request belongs to none.
      if (!ended && message instanceof HttpContent content) {
        pieces += content.content().isReadable() ? 1 : 0;
        bodies.append(content.content().toString(ISO_8859_1));
      }
      ReferenceCountUtil.release(message);
    }
  }

  /// What would close the connection if nothing happened on it.
  private final class Idle extends IdleStateHandler {
    Idle() {
      super(0, 0, 0);
    }

    @Override
    public void resetReadTimeout() {
      toldOfReads++;
    }
  }

  /// How often what closes idle connections was told of a read that it did not see.
  int toldOfReads() {
    return toldOfReads;
  }

  EmbeddedChannel channel() {
    return channel;
  }

  List<String> seen() {
    return seen;
  }

  /// In how many pieces the bodies came.
  int pieces() {
    return pieces;
  }

  String bodies() {
    return bodies.toString();
  }

  /// Has some bytes read, as one read of the socket.
  void read(String bytes) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes, ISO_8859_1));
  }

  /// Lets time pass, and carries out what is due then.
  void advance(Duration time) {
    channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
    channel.runPendingTasks();
  }

  int waiting() {
    return waiting.size();
  }

  /// Answers the one that has waited longest.
  void answerOne() {
    HttpRequest request = answeredByHand();
    FullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    response.headers().set("to", request.uri()).set(HttpHeaderNames.CONTENT_LENGTH, 0);
    if (!HttpUtil.isKeepAlive(request)) {
      response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    send(response);
  }

  /// The one that has waited longest waits no more: what it is answered is sent by hand.
  HttpRequest answeredByHand() {
    return waiting.remove();
  }

  /// Sends something as a part of the answer to the one that has waited longest.
  void send(Object response) {
    var _ = channel.pipeline().context("handler").writeAndFlush(response);
    channel.runPendingTasks();
  }

  /// The paths of the answers that were sent since the last time, in order.
  List<String> answered() {
    StringBuilder text = new StringBuilder();
    for (ByteBuf sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
      text.append(sent.toString(ISO_8859_1));
      sent.release();
    }
    return text.toString()
        .lines()
        .filter(one -> one.startsWith("to: ") || one.startsWith("refused: "))
        .toList();
  }
}
