package com.upcoach.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;

/// Tells a [AnsweringDecoder] when an answer ends that went the long way.
final class AnswerEnds extends ChannelOutboundHandlerAdapter {

    private static final int SWITCHING_PROTOCOLS = 101;

    private final AnsweringDecoder decoder;

    AnswerEnds(AnsweringDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
            throws Exception {
        boolean interim = false;
        if (message instanceof HttpResponse response) {
            int status = response.status().code();
            interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
            if (status == SWITCHING_PROTOCOLS || !HttpUtil.isKeepAlive(response)) {
                decoder.goLongForGood();
            }
        }
        super.write(context, message, promise);
        if (message instanceof LastHttpContent && !interim) {
            decoder.answerEnded();
        }
    }
}
