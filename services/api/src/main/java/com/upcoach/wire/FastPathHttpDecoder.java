package com.upcoach.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;
import java.util.Optional;

/// The HTTP decoder of a connection. It serves requests from the [FastPath] where possible, and
/// decodes all others.
///
/// It asks the fast path only between two requests, when no bytes are undecoded and all
/// earlier responses have ended. Responses therefore keep the order of their requests, and no byte
/// of one request is taken for the beginning of another. Any doubt disables the fast path for the
/// rest of the connection: a broken request, a last request, another protocol.
///
/// Before a head is decoded, [RequestHeadScanner] checks it against RFC 9112. A request that breaks
/// a rule, or takes too long to arrive, is refused after the responses to earlier requests, and the
/// connection closes. [Backpressure] decides whether another head is decoded or waits.
final class FastPathHttpDecoder extends VertxHttpRequestDecoder {

  /// Maximum length of a head on the fast path. Longer heads are decoded as usual.
  static final int MAX_HEAD_BYTES = 4_096;

  /// Minimum size of a body chunk that is passed on. Smaller chunks are gathered, as each chunk
  /// costs the handlers behind far more memory than its content.
  static final int MIN_CHUNK = 4_096;

  /// Empty lines accepted before a head: old clients send one after a body.
  private static final int MAX_EMPTY_LINES = 2;

  private final FastPath fastPath;
  private final RequestRefusals refusals;
  private final Optional<IdleStateHandler> idle;
  private final RequestHeadScanner head;
  private final ReceiveDeadlines deadlines;
  private final Backpressure backpressure;

  /// Whether the last byte that was decoded ended a request.
  private boolean betweenRequests = true;

  /// Bytes of the current body that have not arrived yet.
  private long bodyBytesLeft;

  private int emptyLines;

  /// Whether the next head was parsed as a [PlainGet], whose rules are stricter than the scanner's.
  private boolean isNextHeadValid;

  /// Whether a response has begun and not ended.
  private boolean responding;

  /// The fault of the refused request that ends the connection; null while there is none.
  private RequestFault fault;

  /// Whether the last response was written: further input is discarded.
  private boolean closing;

  /// Whether any byte has arrived.
  private boolean received;

  private ChannelHandlerContext handlerContext;

  /// Decoded requests whose responses have not ended.
  private int inFlight;

  /// Whether the fast path is disabled for the rest of the connection.
  private boolean fastPathDisabled;

  /// Whether the current read wrote responses of the fast path, which need a flush.
  private boolean flushNeeded;

  /// Unprocessed bytes of a client that does not read its responses; otherwise null.
  private ByteBuf held;

  /// @param idle closes an idle connection; it does not see responses of the fast path, so this
  ///     decoder resets its timeout
  FastPathHttpDecoder(
      HttpServerOptions options,
      FastPath fastPath,
      ConnectionLimits limits,
      RequestRefusals refusals,
      Optional<IdleStateHandler> idle) {
    super(options);
    this.fastPath = fastPath;
    this.refusals = refusals;
    this.idle = idle;
    this.head =
        new RequestHeadScanner(
            options.getMaxInitialLineLength(),
            options.getMaxInitialLineLength() + options.getMaxHeaderSize());
    this.deadlines = new ReceiveDeadlines(limits, this::deadlineMissed);
    this.backpressure = new Backpressure(limits.bodyBytesPerSecond());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) throws Exception {
    super.handlerAdded(context);
    handlerContext = context;
    deadlines.startHead(context);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (!(message instanceof ByteBuf bytes)) {
      super.channelRead(context, message);
      return;
    }
    if (fault != null || closing) {
      bytes.release();
      return;
    }
    received = true;
    if (held != null) {
      held = MERGE_CUMULATOR.cumulate(context.alloc(), held, bytes);
      return;
    }
    boolean failed = true;
    try {
      serveFromFastPath(context, bytes);
      failed = false;
    } finally {
      if (failed) {
        bytes.release();
      }
    }
    if (held != null) {
      return;
    }
    if (!betweenRequests) {
      deadlines.received(bytes.readableBytes());
    }
    if (bytes.isReadable()) {
      super.channelRead(context, bytes);
    } else {
      bytes.release();
    }
  }

  private void serveFromFastPath(ChannelHandlerContext context, ByteBuf bytes) {
    while (canUseFastPath() && bytes.isReadable()) {
      int length = Math.min(bytes.readableBytes(), MAX_HEAD_BYTES);
      Optional<PlainGet> request = PlainGet.read(HeadBytes.copy(bytes, length), length);
      if (request.isEmpty()) {
        return;
      }
      if (!Backpressure.isTaken(context)) {
        held = bytes;
        context.channel().config().setAutoRead(false);
        return;
      }
      Optional<ByteBuf> response =
          fastPath.response(request.get(), context.channel().remoteAddress(), context.alloc());
      if (response.isEmpty()) {
        isNextHeadValid = true;
        return;
      }
      deadlines.stop();
      emptyLines = 0;
      bytes.skipBytes(request.get().length());
      // A failed write is reported as an exception of the connection.
      var _ = context.write(response.get(), context.voidPromise());
      flushNeeded = true;
    }
  }

  private boolean canUseFastPath() {
    return betweenRequests && inFlight == 0 && !fastPathDisabled && actualReadableBytes() == 0;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) throws Exception {
    if (flushNeeded) {
      flushNeeded = false;
      context.flush();
      idle.ifPresent(IdleStateHandler::resetReadTimeout);
    }
    if (backpressure.isOn()) {
      // Reading is paused, so the client has no deadline. Netty's decoder would continue to read.
      deadlines.stop();
      context.fireChannelReadComplete();
      return;
    }
    if (fault == null && !closing) {
      setDeadline(context);
    }
    super.channelReadComplete(context);
  }

  /// Schedules the decoding of a waiting request, after the current event is handled.
  private void decodeWaiting(ChannelHandlerContext context) {
    if (backpressure.isOn()) {
      context.executor().execute(() -> admit(context));
    }
  }

  private void admit(ChannelHandlerContext context) {
    if (!backpressure.isOn() || context.isRemoved()) {
      return;
    }
    try {
      super.channelRead(context, Unpooled.EMPTY_BUFFER);
      channelReadComplete(context);
    } catch (Exception failure) {
      context.fireExceptionCaught(failure);
    }
    backpressure.end(context);
  }

  private void setDeadline(ChannelHandlerContext context) {
    if (!betweenRequests) {
      deadlines.startBody(context);
    } else if (actualReadableBytes() > 0) {
      deadlines.startHead(context);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
    if (held != null && context.channel().isWritable()) {
      ByteBuf rest = held;
      held = null;
      context.channel().config().setAutoRead(true);
      channelRead(context, rest);
      channelReadComplete(context);
    }
    decodeWaiting(context);
    backpressure.writabilityChanged(context);
    super.channelWritabilityChanged(context);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out)
      throws Exception {
    if (betweenRequests && !hasValidHead(context, bytes)) {
      return;
    }
    boolean body = !betweenRequests;
    int before = bytes.readableBytes();
    if (body && before < Math.min(bodyBytesLeft, MIN_CHUNK)) {
      return;
    }
    int first = out.size();
    super.decode(context, bytes, out);
    int consumed = before - bytes.readableBytes();
    if (consumed > 0) {
      betweenRequests = false;
    }
    if (body) {
      bodyBytesLeft -= consumed;
    }
    for (int place = first; place < out.size(); place++) {
      decoded(out.get(place));
    }
  }

  /// Whether the bytes begin with a complete and valid head. Refuses an invalid one.
  private boolean hasValidHead(ChannelHandlerContext context, ByteBuf bytes) {
    if (fault != null || closing) {
      bytes.skipBytes(bytes.readableBytes());
      return false;
    }
    if (!backpressure.admits(context, inFlight)) {
      return false;
    }
    if (isNextHeadValid) {
      isNextHeadValid = false;
      return true;
    }
    while (emptyLines < MAX_EMPTY_LINES && RequestHeadScanner.isAtEmptyLine(bytes)) {
      bytes.skipBytes(2);
      emptyLines++;
    }
    return switch (head.scan(bytes)) {
      case RequestHeadScanner.Incomplete _ -> false;
      case RequestHeadScanner.Complete _ -> true;
      case RequestHeadScanner.Invalid(RequestFault found) -> {
        bytes.skipBytes(bytes.readableBytes());
        refuse(context, found);
        yield false;
      }
    };
  }

  /// Refuses the current request once the responses in flight have ended, and closes the
  /// connection.
  private void refuse(ChannelHandlerContext context, RequestFault found) {
    deadlines.stop();
    fastPathDisabled = true;
    fault = found;
    if (inFlight == 0) {
      sendRefusal(context);
    }
  }

  private void sendRefusal(ChannelHandlerContext context) {
    closing = true;
    ConnectionEnd.sendLast(
        context, refusals.response(ConnectionEnd.peer(context.channel()), fault));
  }

  /// Handles a missed deadline. A connection on which nothing was ever received closes without a
  /// response.
  private void deadlineMissed(RequestFault missed) {
    boolean unanswerable = missed == RequestFault.BODY_TOO_SLOW ? responding : !received;
    if (unanswerable) {
      var _ = handlerContext.close();
      return;
    }
    if (missed == RequestFault.BODY_TOO_SLOW) {
      // Its response would wait for the rest of the body.
      inFlight = 0;
    }
    refuse(handlerContext, missed);
  }

  private void decoded(Object part) {
    if (part instanceof HttpMessage request) {
      inFlight++;
      emptyLines = 0;
      bodyBytesLeft = HttpUtil.getContentLength(request, 0L);
      deadlines.stop();
      boolean last = !HttpUtil.isKeepAlive(request);
      if (last) {
        // Vert.x recognizes `close` only as the whole value of the header.
        HttpUtil.setKeepAlive(request, false);
      }
      fastPathDisabled |=
          last
              || request.decoderResult().isFailure()
              || request.headers().contains(HttpHeaderNames.UPGRADE);
    }
    if (part instanceof HttpContent content) {
      fastPathDisabled |= content.decoderResult().isFailure();
    }
    if (part instanceof LastHttpContent) {
      betweenRequests = true;
      deadlines.stop();
    }
  }

  /// Notes that the response to a decoded request begins.
  void responseBegan() {
    responding = true;
  }

  /// Notes that the response to a decoded request was written to its end.
  void responseEnded() {
    responding = false;
    inFlight--;
    if (inFlight == 0 && fault != null) {
      sendRefusal(handlerContext);
    }
    decodeWaiting(handlerContext);
  }

  /// Notes that the last response of the connection was written to its end.
  void lastResponseEnded() {
    deadlines.stop();
    closing = true;
  }

  /// Whether a refusal was written as the last response of the connection.
  boolean isRefused() {
    return closing && fault != null;
  }

  /// Whether bytes of an incomplete request were read.
  boolean isMidRequest() {
    return !betweenRequests || actualReadableBytes() > 0 || held != null;
  }

  /// Disables the fast path for the rest of the connection.
  void disableFastPath() {
    fastPathDisabled = true;
  }

  @Override
  protected void handlerRemoved0(ChannelHandlerContext context) throws Exception {
    deadlines.stop();
    backpressure.stopTimer();
    if (held != null) {
      held.release();
      held = null;
    }
    super.handlerRemoved0(context);
  }
}
