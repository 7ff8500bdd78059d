package com.upcoach.wire;

import io.netty.buffer.ByteBuf;
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
/// It asks for an answer only where it stands between two requests, with nothing left undecoded,
/// and where all answers before have ended: so answers keep the order of their requests, and no
/// byte of one request is ever taken for the beginning of another. After anything that leaves a
/// doubt (a broken request, a last one, another protocol) the connection goes the long way for
/// good.
final class AnsweringDecoder extends VertxHttpRequestDecoder {

    /// Of a head. A longer one goes the long way.
    static final int MOST_BYTES = 4_096;

    private static final FastThreadLocal<byte[]> HEAD =
            new FastThreadLocal<>() {
                @Override
                protected byte[] initialValue() {
                    return new byte[MOST_BYTES];
                }
            };

    private final AtOnce atOnce;
    private final Optional<IdleStateHandler> idle;

    /// Whether the last byte that was decoded ended a request.
    private boolean between = true;

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
    AnsweringDecoder(HttpServerOptions options, AtOnce atOnce, Optional<IdleStateHandler> idle) {
        super(options);
        this.atOnce = atOnce;
        this.idle = idle;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        if (!(message instanceof ByteBuf bytes)) {
            super.channelRead(context, message);
            return;
        }
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
        if (bytes.isReadable()) {
            super.channelRead(context, bytes);
        } else {
            bytes.release();
        }
    }

    private void answerThoseThatCanBe(ChannelHandlerContext context, ByteBuf bytes) {
        byte[] head = HEAD.get();
        while (isFree() && bytes.isReadable()) {
            int length = Math.min(bytes.readableBytes(), head.length);
            bytes.getBytes(bytes.readerIndex(), head, 0, length);
            Optional<PlainGet> request = PlainGet.read(head, length);
            if (request.isEmpty()) {
                return;
            }
            if (!isTaken(context)) {
                held = bytes;
                context.channel().config().setAutoRead(false);
                return;
            }
            Optional<ByteBuf> answer =
                    atOnce.answer(
                            request.get(), context.channel().remoteAddress(), context.alloc());
            if (answer.isEmpty()) {
                return;
            }
            bytes.skipBytes(request.get().length());
            // What becomes of it comes by as an exception of the connection.
            var _ = context.write(answer.get(), context.voidPromise());
            answered = true;
        }
    }

    private boolean isFree() {
        return between && open == 0 && !longForGood && actualReadableBytes() == 0;
    }

    /// Whether the client takes what it is answered.
    private boolean isTaken(ChannelHandlerContext context) {
        if (!context.channel().isWritable()) {
            context.flush();
        }
        return context.channel().isWritable();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        if (answered) {
            answered = false;
            context.flush();
            idle.ifPresent(IdleStateHandler::resetReadTimeout);
        }
        super.channelReadComplete(context);
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
        super.channelWritabilityChanged(context);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf bytes, List<Object> out)
            throws Exception {
        int before = bytes.readableBytes();
        int first = out.size();
        super.decode(context, bytes, out);
        if (bytes.readableBytes() < before) {
            between = false;
        }
        for (int place = first; place < out.size(); place++) {
            decoded(out.get(place));
        }
    }

    private void decoded(Object part) {
        if (part instanceof HttpMessage request) {
            open++;
            longForGood |=
                    request.decoderResult().isFailure()
                            || !HttpUtil.isKeepAlive(request)
                            || request.headers().contains(HttpHeaderNames.UPGRADE);
        }
        if (part instanceof HttpContent content) {
            longForGood |= content.decoderResult().isFailure();
        }
        if (part instanceof LastHttpContent) {
            between = true;
        }
    }

    /// Notes that the answer to a decoded request has been written to its end.
    void answerEnded() {
        open--;
    }

    /// Has all that follows go the long way.
    void goLongForGood() {
        longForGood = true;
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) throws Exception {
        if (held != null) {
            held.release();
            held = null;
        }
        super.handlerRemoved0(context);
    }
}
