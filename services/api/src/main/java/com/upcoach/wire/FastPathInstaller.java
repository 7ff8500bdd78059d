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

/// Puts the [FastPathHttpDecoder] into connections as they are accepted, before anything is read,
/// and refuses those that are too many.
///
/// Neither Vert.x nor Quarkus says when it opens its port. The first request leads to the channel
/// that it came in by. The connections that were there before have no such decoder:
/// [#isGuarded] tells them, and the server ends them after one request.
public final class FastPathInstaller {

  /// Read at once, at least: a reader that adapts itself to what came before would cut the head
  /// of a request in two that is a little longer than those, and it would go the long way.
  private static final int LEAST_READ = FastPathHttpDecoder.MOST_BYTES;

  private static final int MOST_READ = 1 << 16;

  private final Supplier<HttpServerOptions> options;
  private final FastPath atOnce;
  private final ConnectionLimits limits;
  private final RequestRefusals refusals;
  private final ConnectionCounter counter;
  private final OpenConnections connections;
  private final Set<Channel> doors = ConcurrentHashMap.newKeySet(1);

  /// @param options those of the server
  public FastPathInstaller(
      Supplier<HttpServerOptions> options,
      FastPath atOnce,
      ConnectionLimits limits,
      RequestRefusals refusals,
      OpenConnections connections) {
    this.options = options;
    // While connections are drained each response has to say that it is the last.
    this.atOnce =
        (request, peer, allocator) ->
            connections.isDraining() ? Optional.empty() : atOnce.answer(request, peer, allocator);
    this.limits = limits;
    this.refusals = refusals;
    this.counter = new ConnectionCounter(limits);
    this.connections = connections;
  }

  /// Whether the limits of heads, bodies and time hold on this connection.
  public boolean isGuarded(HttpConnection connection) {
    return connection instanceof ConnectionBase one
        && one.channel().pipeline().get(FastPathHttpDecoder.class) != null;
  }

  /// Sees to the connections that come in by the same channel as this one from now on. To be
  /// called with any connection, as often as it is convenient.
  public void like(HttpConnection connection) {
    if (connection instanceof ConnectionBase one
        && one.channel().parent() instanceof ServerChannel door
        && !doors.contains(door)
        && doors.add(door)) {
      door.closeFuture().addListener(closed -> doors.remove(door));
      door.pipeline().addFirst(new Door());
      connections.accepts(door);
    }
    if (connection instanceof ConnectionBase one) {
      ConnectionDrain.into(one.channel().pipeline(), connections, 1);
    }
  }

  /// Stands in the channel that accepts, ahead of those who make the connection's pipeline.
  private final class Door extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof Channel accepted) {
        connections.arrives(accepted);
        accepted.pipeline().addLast(new Arrival());
      }
      context.fireChannelRead(message);
    }
  }

  /// Waits in a connection until its pipeline is made.
  private final class Arrival extends ChannelInboundHandlerAdapter {

    /// The connection was refused: what its client sends is thrown away.
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
        ConnectionEnd.say(context, refusals.response(peer, fault.get()));
        return;
      }
      open(context.pipeline(), options.get(), atOnce, limits, refusals);
      ConnectionDrain.into(context.pipeline(), connections, 0);
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

  /// Exchanges the decoder of a connection on which nothing was read yet. One that is encrypted
  /// has none yet, and stays as it is: the server has TLS put in front of it.
  static void open(
      ChannelPipeline pipeline,
      HttpServerOptions options,
      FastPath atOnce,
      ConnectionLimits limits,
      RequestRefusals refusals) {
    ChannelHandlerContext usual = pipeline.context(VertxHttpRequestDecoder.class);
    if (usual == null) {
      return;
    }
    Optional<IdleStateHandler> idle = Optional.ofNullable(pipeline.get(IdleStateHandler.class));
    FastPathHttpDecoder decoder = new FastPathHttpDecoder(options, atOnce, limits, refusals, idle);
    // Vert.x looks for it by its name where a connection becomes another protocol's.
    pipeline.replace(usual.name(), usual.name(), decoder);
    pipeline.addAfter("httpEncoder", "answerEnds", new ResponseEndTracker(decoder));
    pipeline
        .channel()
        .config()
        .setRecvByteBufAllocator(
            new AdaptiveRecvByteBufAllocator(LEAST_READ, LEAST_READ, MOST_READ));
  }
}
