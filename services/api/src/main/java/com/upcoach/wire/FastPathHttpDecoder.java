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
import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;
import java.util.Optional;

/// The decoder of a connection's requests, which has those answered at once that can be.
///
/// It asks for an answer only between two requests, with nothing left undecoded, and where all
/// answers before have ended: so answers keep the order of their requests, and no byte of one
/// request is ever taken for the beginning of another. After anything that leaves a doubt (a broken
/// request, a last one, another protocol) the connection goes the long way for good.
///  Before a head is decoded, [RequestHeadScanner] holds it to RFC 9112. A request that breaks it,
/// or takes too long to arrive, is refused after the answers to those before it, and ends the
/// connection. [Backpressure] decides whether another head is decoded, or waits.
final class FastPathHttpDecoder extends VertxHttpRequestDecoder {

  /// Of a head. A longer one goes the long way.
  static final int MOST_BYTES = 4_096;

  /// Smaller pieces of a body are gathered: each costs far more memory behind than it holds.
  static final int LEAST_PIECE = 4_096;

  /// Empty lines before a head, as old clients send one after a body.
  private static final int MOST_EMPTY_LINES = 2;

  private static final FastThreadLocal<byte[]> HEAD =
      new FastThreadLocal<>() {
        @Override
        protected byte[] initialValue() {
          return new byte[MOST_BYTES];
        }
      };

  private final FastPath atOnce;
  private final RequestRefusals refusals;
  private final Optional<IdleStateHandler> idle;
  private final RequestHeadScanner head;
  private final ReceiveDeadlines deadlines;
  private final Backpressure backpressure;

  /// Whether the last byte that was decoded ended a request.
  private boolean between = true;

  /// Bytes of the body that is being read that have not come yet.
  private long missing;

  private int emptyLines;

  /// A response has begun that has not ended.
  private boolean answering;

  /// The request that ends the connection, once the answers to those before it have ended; null
  /// mostly.
  private RequestFault fault;

  /// The last response was written: nothing is read any more.
  private boolean closing;

  /// Whether any byte has come.
  private boolean begun;

  private ChannelHandlerContext own;

  /// Requests that were decoded, and whose answers have not ended.
  private int open;

  /// No request is answered at once any more.
  private boolean longForGood;

  /// Whether the read that is under way had answers written.
  private boolean answered;

  /// What was read and not looked at, as the client does not take its answers; null mostly.
  private ByteBuf held;

  /// @param idle what closes the connection when nothing happens on it: it does not see what is
  ///     answered here, and is told
  FastPathHttpDecoder(
      HttpServerOptions options,
      FastPath atOnce,
      ConnectionLimits limits,
      RequestRefusals refusals,
      Optional<IdleStateHandler> idle) {
    super(options);
    this.atOnce = atOnce;
    this.refusals = refusals;
    this.idle = idle;
    this.head =
        new RequestHeadScanner(
            options.getMaxInitialLineLength(),
            options.getMaxInitialLineLength() + options.getMaxHeaderSize());
    this.deadlines = new ReceiveDeadlines(limits, this::tooSlow);
    this.backpressure = new Backpressure(limits.bodyBytesPerSecond());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) throws Exception {
    super.handlerAdded(context);
    own = context;
    deadlines.inHead(context);
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
    begun = true;
    if (held != null) {
      held = MERGE_CUMULATOR.cumulate(context.alloc(), held, bytes);
      return;
    }
    boolean failed = true;
    try {
      answerThoseThatCanBe(context, bytes);
      failed = false;
    } finally {
      if (failed) {
        bytes.release();
      }
    }
    if (held != null) {
      return;
    }
    if (!between) {
      deadlines.received(bytes.readableBytes());
    }
    if (bytes.isReadable()) {
      super.channelRead(context, bytes);
    } else {
      bytes.release();
    }
  }

  private void answerThoseThatCanBe(ChannelHandlerContext context, ByteBuf bytes) {
    byte[] copy = HEAD.get();
    while (isFree() && bytes.isReadable()) {
      int length = Math.min(bytes.readableBytes(), copy.length);
      bytes.getBytes(bytes.readerIndex(), copy, 0, length);
      Optional<PlainGet> request = PlainGet.read(copy, length);
      if (request.isEmpty()) {
        return;
      }
      if (!Backpressure.isTaken(context)) {
        held = bytes;
        context.channel().config().setAutoRead(false);
        return;
      }
      Optional<ByteBuf> answer =
          atOnce.answer(request.get(), context.channel().remoteAddress(), context.alloc());
      if (answer.isEmpty()) {
        return;
      }
      deadlines.stop();
      emptyLines = 0;
      bytes.skipBytes(request.get().length());
      // What becomes of it comes by as an exception of the connection.
      var _ = context.write(answer.get(), context.voidPromise());
      answered = true;
    }
  }

  private boolean isFree() {
    return between && open == 0 && !longForGood && actualReadableBytes() == 0;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) throws Exception {
    if (answered) {
      answered = false;
      context.flush();
      idle.ifPresent(IdleStateHandler::resetReadTimeout);
    }
    if (backpressure.isOn()) {
      // The client cannot send, so it has no deadline. Netty's decoder would read on.
      deadlines.stop();
      context.fireChannelReadComplete();
      return;
    }
    if (fault == null && !closing) {
      setDeadline(context);
    }
    super.channelReadComplete(context);
  }

  /// Decodes what waits, where something does, once what goes on now is over.
  private void decodeWhatWaits(ChannelHandlerContext context) {
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
    if (!between) {
      deadlines.inBody(context);
    } else if (actualReadableBytes() > 0) {
      deadlines.inHead(context);
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
    decodeWhatWaits(context);
    backpressure.writabilityChanged(context);
    super.channelWritabilityChanged(context);
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out)
      throws Exception {
    if (between && !isProper(context, bytes)) {
      return;
    }
    boolean body = !between;
    int before = bytes.readableBytes();
    if (body && before < Math.min(missing, LEAST_PIECE)) {
      return;
    }
    int first = out.size();
    super.decode(context, bytes, out);
    int taken = before - bytes.readableBytes();
    if (taken > 0) {
      between = false;
    }
    if (body) {
      missing -= taken;
    }
    for (int place = first; place < out.size(); place++) {
      decoded(out.get(place));
    }
  }

  /// Whether the bytes begin with a whole and proper head.
  private boolean isProper(ChannelHandlerContext context, ByteBuf bytes) {
    if (fault != null || closing) {
      bytes.skipBytes(bytes.readableBytes());
      return false;
    }
    if (!backpressure.admits(context, open)) {
      return false;
    }
    while (emptyLines < MOST_EMPTY_LINES && RequestHeadScanner.isAtEmptyLine(bytes)) {
      bytes.skipBytes(2);
      emptyLines++;
    }
    return switch (head.scan(bytes)) {
      case RequestHeadScanner.Incomplete _ -> false;
      case RequestHeadScanner.Whole _ -> true;
      case RequestHeadScanner.Broken(RequestFault found) -> {
        bytes.skipBytes(bytes.readableBytes());
        refuse(context, found);
        yield false;
      }
    };
  }

  /// Refuses what comes after the requests whose answers have not ended, and ends the
  /// connection.
  private void refuse(ChannelHandlerContext context, RequestFault found) {
    deadlines.stop();
    longForGood = true;
    fault = found;
    if (open == 0) {
      sayFault(context);
    }
  }

  private void sayFault(ChannelHandlerContext context) {
    closing = true;
    ConnectionEnd.say(context, refusals.response(ConnectionEnd.peer(context.channel()), fault));
  }

  /// A connection on which nothing was ever sent is closed without a word.
  private void tooSlow(RequestFault slow) {
    boolean unanswerable = slow == RequestFault.BODY_TOO_SLOW ? answering : !begun;
    if (unanswerable) {
      var _ = own.close();
      return;
    }
    if (slow == RequestFault.BODY_TOO_SLOW) {
      // Its answer waits for the rest of the body.
      open = 0;
    }
    refuse(own, slow);
  }

  private void decoded(Object part) {
    if (part instanceof HttpMessage request) {
      open++;
      emptyLines = 0;
      missing = HttpUtil.getContentLength(request, 0L);
      deadlines.stop();
      boolean last = !HttpUtil.isKeepAlive(request);
      if (last) {
        // Vert.x knows `close` as the whole header alone.
        HttpUtil.setKeepAlive(request, false);
      }
      longForGood |=
          last
              || request.decoderResult().isFailure()
              || request.headers().contains(HttpHeaderNames.UPGRADE);
    }
    if (part instanceof HttpContent content) {
      longForGood |= content.decoderResult().isFailure();
    }
    if (part instanceof LastHttpContent) {
      between = true;
      deadlines.stop();
    }
  }

  /// Notes that the answer to a decoded request begins.
  void answerBegan() {
    answering = true;
  }

  /// Notes that the answer to a decoded request has been written to its end.
  void answerEnded() {
    answering = false;
    open--;
    if (open == 0 && fault != null) {
      sayFault(own);
    }
    decodeWhatWaits(own);
  }

  /// Notes that an answer has been written to its end after which the connection ends.
  void lastAnswerEnded() {
    deadlines.stop();
    closing = true;
  }

  /// Whether a refusal was written as the last response of the connection.
  boolean isRefused() {
    return closing && fault != null;
  }

  /// Whether bytes were read that do not make a whole request yet.
  boolean isMidRequest() {
    return !between || actualReadableBytes() > 0 || held != null;
  }

  /// Has all that follows go the long way.
  void goLongForGood() {
    longForGood = true;
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
