package com.upcoach.wire;

import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ServerChannel;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Installs the [FastPathHttpDecoder] in accepted connections, before anything is read, and refuses
/// connections above the limits.
///
/// Neither Vert.x nor Quarkus reports when it opens its port. The first request of a connection
/// leads to the server channel that accepted it. Connections accepted before that lack the decoder:
/// [#isGuarded] detects them, and the server closes them after one request.
public final class FastPathInstaller {

  /// Minimum size of a read buffer. A buffer that adapts to earlier reads would split a slightly
  /// longer head in two, and that request would miss the fast path.
  private static final int MIN_READ = FastPathHttpDecoder.MAX_HEAD_BYTES;

  private static final int MAX_READ = 1 << 16;

  private final Supplier<HttpServerOptions> options;
  private final FastPath fastPath;
  private final ConnectionLimits limits;
  private final RequestRefusals refusals;
  private final ConnectionCounter counter;
  private final OpenConnections connections;
  private final Set<Channel> serverChannels = ConcurrentHashMap.newKeySet(1);

  /// @param options the options of the HTTP server
  public FastPathInstaller(
      Supplier<HttpServerOptions> options,
      FastPath fastPath,
      ConnectionLimits limits,
      RequestRefusals refusals,
      OpenConnections connections) {
    this.options = options;
    // During draining each response must carry `Connection: close`, so the fast path is off.
    this.fastPath =
        (request, peer, allocator) ->
            connections.isDraining()
                ? Optional.empty()
                : fastPath.response(request, peer, allocator);
    this.limits = limits;
    this.refusals = refusals;
    this.counter = new ConnectionCounter(limits);
    this.connections = connections;
  }

  /// Whether the limits on heads, bodies and time apply to this connection.
  public boolean isGuarded(HttpConnection connection) {
    return connection instanceof ConnectionBase base
        && base.channel().pipeline().get(FastPathHttpDecoder.class) != null;
  }

  /// Installs the decoder in all connections that the server channel of this one accepts from now
  /// on. Idempotent: it may be called with any connection, any number of times.
  public void installFor(HttpConnection connection) {
    if (connection instanceof ConnectionBase base
        && base.channel().parent() instanceof ServerChannel serverChannel
        && !serverChannels.contains(serverChannel)
        && serverChannels.add(serverChannel)) {
      serverChannel.closeFuture().addListener(closed -> serverChannels.remove(serverChannel));
      serverChannel.pipeline().addFirst(new AcceptHandler());
      connections.accepts(serverChannel);
    }
    if (connection instanceof ConnectionBase base) {
      ConnectionDrain.addTo(base.channel().pipeline(), connections, 1);
    }
  }

  /// A handler of the server channel, ahead of the handlers that build the connection's pipeline.
  private final class AcceptHandler extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof Channel accepted) {
        connections.arrives(accepted);
        accepted.pipeline().addLast(new ConnectionSetup());
      }
      context.fireChannelRead(message);
    }
  }

  /// A temporary handler of a connection, until its pipeline is built.
  private final class ConnectionSetup extends ChannelInboundHandlerAdapter {

    /// Whether the connection was refused: its input is discarded.
    private boolean refused;

    @Override
    public void channelActive(ChannelHandlerContext context) {
      Channel channel = context.channel();
      InetAddress peer = ConnectionEnd.peer(channel);
      Optional<RequestFault> fault = counter.opened(peer);
      channel.closeFuture().addListener(closed -> counter.closed(peer));
      if (fault.isPresent()) {
        refused = true;
        connections.arrived(channel);
        ConnectionEnd.sendLast(context, refusals.response(peer, fault.get()));
        return;
      }
      replaceDecoder(context.pipeline(), options.get(), fastPath, limits, refusals);
      ConnectionDrain.addTo(context.pipeline(), connections, 0);
      connections.arrived(channel);
      context.pipeline().remove(this);
      context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (refused) {
        ReferenceCountUtil.release(message);
      } else {
        context.fireChannelRead(message);
      }
    }
  }

  /// Replaces the decoder of a connection on which nothing was read yet. An encrypted connection
  /// has no decoder yet and stays unchanged: TLS terminates in front of the server.
  static void replaceDecoder(
      ChannelPipeline pipeline,
      HttpServerOptions options,
      FastPath fastPath,
      ConnectionLimits limits,
      RequestRefusals refusals) {
    ChannelHandlerContext replaced = pipeline.context(VertxHttpRequestDecoder.class);
    if (replaced == null) {
      return;
    }
    Optional<IdleStateHandler> idle = Optional.ofNullable(pipeline.get(IdleStateHandler.class));
    FastPathHttpDecoder decoder =
        new FastPathHttpDecoder(options, fastPath, limits, refusals, idle);
    // Vert.x finds the decoder by its name when a connection switches protocols.
    pipeline.replace(replaced.name(), replaced.name(), decoder);
    pipeline.addAfter("httpEncoder", "responseEnds", new ResponseEndTracker(decoder));
    pipeline
        .channel()
        .config()
        .setRecvByteBufAllocator(new AdaptiveRecvByteBufAllocator(MIN_READ, MIN_READ, MAX_READ));
  }
}
