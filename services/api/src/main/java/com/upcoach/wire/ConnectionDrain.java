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

/// Connection draining for one connection: counts its requests in flight, and closes the connection
/// without losing a request while [OpenConnections] drains.
///
/// The response to the last request that was read carries `Connection: close`, and the connection
/// closes after that response. A request that arrives later is discarded.
final class ConnectionDrain extends ChannelDuplexHandler {

  private final OpenConnections connections;

  private ChannelHandlerContext context;

  /// Requests that were read and whose responses have not ended.
  private int inFlight;

  private long lastUsed;

  /// Whether no request has arrived yet.
  private boolean isNew;

  /// Whether a response with `Connection: close` was sent.
  private boolean closeAnnounced;

  /// Whether a request arrived after that response.
  private boolean discarding;

  private ConnectionDrain(OpenConnections connections, int inFlight) {
    this.connections = connections;
    this.inFlight = inFlight;
    this.isNew = inFlight == 0;
    this.lastUsed = connections.now();
  }

  /// Adds the handler to a connection that does not have it yet. An encrypted connection has no
  /// HTTP handlers yet, and stays unchanged.
  ///
  /// @param inFlight requests that were read before
  static void addTo(ChannelPipeline pipeline, OpenConnections connections, int inFlight) {
    if (pipeline.get(ConnectionDrain.class) == null && pipeline.get("httpEncoder") != null) {
      pipeline.addAfter(
          "httpEncoder", "connectionDrain", new ConnectionDrain(connections, inFlight));
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
      discarding = closeAnnounced;
      isNew = false;
      inFlight++;
    }
    if (discarding) {
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
      if (!interim && connections.isDraining() && inFlight <= 1 && !isMidRequest()) {
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        closeAnnounced = true;
      }
    }
    if (!(message instanceof LastHttpContent) || interim) {
      super.write(writing, message, promise);
      return;
    }
    inFlight = Math.max(0, inFlight - 1);
    lastUsed = connections.now();
    if (closeAnnounced) {
      super.write(writing, message, promise.unvoid().addListener(ChannelFutureListener.CLOSE));
    } else {
      super.write(writing, message, promise);
    }
  }

  /// Whether bytes of a further request were read, which is not counted as in flight.
  private boolean isMidRequest() {
    FastPathHttpDecoder decoder = context.pipeline().get(FastPathHttpDecoder.class);
    return decoder != null && decoder.isMidRequest();
  }

  /// Closes the connection if no request on it is in flight or partly read.
  void closeIfIdle() {
    if (inFlight == 0 && !isMidRequest() && connections.isIdleSince(lastUsed, isNew)) {
      var _ = context.close();
    }
  }
}
