package com.upcoach.wire;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/// Counts the open requests of one connection, and ends the connection without losing one while
/// [OpenConnections] drains.
///
/// The response to the last request that was read says `Connection: close`, and the connection is
/// closed once it is written. A request that comes after that is not carried out.
final class ConnectionDrain extends ChannelDuplexHandler {

  private final OpenConnections connections;

  private ChannelHandlerContext context;

  /// Requests that were read, and whose responses have not ended.
  private int open;

  private long lastUsed;

  /// Whether no request has come.
  private boolean isNew;

  /// Whether the client was told that no more of its requests are answered here.
  private boolean announced;

  /// Whether a request came after that.
  private boolean ignoring;

  private ConnectionDrain(OpenConnections connections, int open) {
    this.connections = connections;
    this.open = open;
    this.isNew = open == 0;
    this.lastUsed = connections.now();
  }

  /// Puts it into a connection, unless it is there. One that is encrypted has no HTTP handlers
  /// yet, and stays as it is.
  ///
  /// @param openRequests that were read before
  static void into(ChannelPipeline pipeline, OpenConnections connections, int openRequests) {
    if (pipeline.get(ConnectionDrain.class) == null && pipeline.get("httpEncoder") != null) {
      pipeline.addAfter(
          "httpEncoder", "connectionDrain", new ConnectionDrain(connections, openRequests));
      connections.opened(pipeline.channel());
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void channelRead(ChannelHandlerContext reading, Object message) throws Exception {
    if (message instanceof HttpRequest) {
      ignoring = announced;
      isNew = false;
      lastUsed = connections.now();
      open++;
    }
    if (ignoring) {
      ReferenceCountUtil.release(message);
    } else {
      super.channelRead(reading, message);
    }
  }

  @Override
  public void write(ChannelHandlerContext writing, Object message, ChannelPromise promise)
      throws Exception {
    boolean interim = false;
    if (message instanceof HttpResponse response) {
      interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
      if (!interim && open <= 1 && !isMidRequest() && connections.isDraining()) {
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        announced = true;
      }
    }
    if (!(message instanceof LastHttpContent) || interim) {
      super.write(writing, message, promise);
      return;
    }
    open = Math.max(0, open - 1);
    lastUsed = connections.now();
    if (announced) {
      super.write(writing, message, promise.unvoid().addListener(ChannelFutureListener.CLOSE));
    } else {
      super.write(writing, message, promise);
    }
  }

  /// Whether more of its requests were read, in whole or in part, than are open.
  private boolean isMidRequest() {
    FastPathHttpDecoder decoder = context.pipeline().get(FastPathHttpDecoder.class);
    return decoder != null && decoder.isMidRequest();
  }

  /// Closes the connection where no request is open on it, in whole or in part.
  void closeIfIdle() {
    if (open == 0 && !isMidRequest() && connections.isQuietSince(lastUsed, isNew)) {
      var _ = context.close();
    }
  }
}
