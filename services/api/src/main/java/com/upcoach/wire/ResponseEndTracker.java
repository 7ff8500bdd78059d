package com.upcoach.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.channels.ClosedChannelException;

/// Tells a [FastPathHttpDecoder] when the response to a decoded request begins and ends, and closes
/// the connection after a response with `Connection: close`.
final class ResponseEndTracker extends ChannelOutboundHandlerAdapter {

  private static final int SWITCHING_PROTOCOLS = 101;

  private final FastPathHttpDecoder decoder;

  /// Whether the response being written is the last of the connection.
  private boolean last;

  ResponseEndTracker(FastPathHttpDecoder decoder) {
    this.decoder = decoder;
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
      throws Exception {
    if (decoder.isRefused()) {
      // The refusal was the last response: nothing may follow it.
      ReferenceCountUtil.release(message);
      if (!promise.isVoid()) {
        promise.tryFailure(new ClosedChannelException());
      }
      return;
    }
    boolean interim = false;
    if (message instanceof HttpResponse response) {
      int status = response.status().code();
      interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
      if (status == SWITCHING_PROTOCOLS || !HttpUtil.isKeepAlive(response)) {
        decoder.disableFastPath();
        last = !interim;
      }
      if (!interim) {
        decoder.responseBegan();
      }
    }
    boolean ends = message instanceof LastHttpContent && !interim;
    if (ends && last) {
      ChannelPromise written = promise.unvoid();
      written.addListener(_ -> ConnectionEnd.linger(context));
      super.write(context, message, written);
      decoder.lastResponseEnded();
      return;
    }
    super.write(context, message, promise);
    if (ends) {
      decoder.responseEnded();
    }
  }
}
