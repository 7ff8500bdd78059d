package com.upcoach.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.unix.RawUnixChannelOption;
import io.netty.channel.unix.UnixChannel;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/// Closes a listening socket without resetting connections in its accept queue.
///
/// The operating system completes connections before the server accepts them, and resets the queued
/// ones when the socket closes. Therefore a Linux socket filter first drops SYN segments; a client
/// repeats its SYN after a second, and is refused then. Queued connections are accepted, and the
/// socket closes once the queue is empty.
///
/// Without Linux and the native transport, or in a sandbox that permits no filter, the socket
/// closes immediately.
final class ListenSocket {

  /// Time for TCP handshakes in progress: the client's ACK may be in flight.
  static final Duration HANDSHAKE = Duration.ofMillis(250);

  private static final Logger LOG = Logger.getLogger(ListenSocket.class);

  private static final boolean IS_LINUX = System.getProperty("os.name").equals("Linux");

  private static final int SOL_SOCKET = 1;
  private static final int SO_ATTACH_FILTER = 26;
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_INFO = 11;

  /// Size of the part of `struct tcp_info` that is read. On a listening socket, `tcpi_unacked` is
  /// the length of the accept queue.
  private static final int TCP_INFO_BYTES = 32;

  private static final int UNACKED_OFFSET = 24;

  private static final RawUnixChannelOption QUEUE =
      new RawUnixChannelOption("TCP_INFO", IPPROTO_TCP, TCP_INFO, TCP_INFO_BYTES);

  /// Size of `struct sock_fprog`: the number of instructions and a pointer to them.
  private static final int PROGRAM_BYTES = 16;

  private static final int PROGRAM_POINTER_OFFSET = 8;

  private static final RawUnixChannelOption FILTER =
      new RawUnixChannelOption("SO_ATTACH_FILTER", SOL_SOCKET, SO_ATTACH_FILTER, PROGRAM_BYTES);

  /// A classic BPF program for a segment that begins with its TCP header. Each line is a `struct
  /// sock_filter`: code, jump if true, jump if false, constant.
  private static final int[][] DROP_SYN = {
    {0x30, 0, 0, 13}, // load the byte of the TCP flags
    {0x45, 0, 1, 0x02}, // is SYN set?
    {0x06, 0, 0, 0}, // yes: drop the segment
    {0x06, 0, 0, -1}, // no: keep the whole segment
  };

  private ListenSocket() {}

  /// Begins to close the socket. Must be called on the event loop of the channel.
  static void close(Channel channel) {
    if (channel instanceof UnixChannel && IS_LINUX && attachFilter(channel)) {
      closeWhenEmpty(channel);
    } else {
      var _ = channel.close();
    }
  }

  private static boolean attachFilter(Channel channel) {
    ByteBuffer instructions = direct(DROP_SYN.length * Long.BYTES);
    for (int[] instruction : DROP_SYN) {
      instructions
          .putShort((short) instruction[0])
          .put((byte) instruction[1])
          .put((byte) instruction[2]);
      instructions.putInt(instruction[3]);
    }
    ByteBuffer program = direct(PROGRAM_BYTES);
    program.putShort(0, (short) DROP_SYN.length);
    program.putLong(PROGRAM_POINTER_OFFSET, MemorySegment.ofBuffer(instructions.flip()).address());
    try {
      return channel.config().setOption(FILTER, program);
    } catch (ChannelException notPermitted) {
      LOG.debugf(
          "The port closes immediately, as no socket filter can be set: %s",
          notPermitted.getMessage());
      return false;
    } finally {
      // The program holds only the address of the instructions, which must stay reachable.
      Reference.reachabilityFence(instructions);
    }
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  private static void closeWhenEmpty(Channel channel) {
    var _ =
        channel
            .eventLoop()
            .schedule(
                () -> {
                  if (queued(channel) == 0) {
                    var _ = channel.close();
                  } else if (channel.isOpen()) {
                    closeWhenEmpty(channel);
                  }
                },
                HANDSHAKE.toMillis(),
                TimeUnit.MILLISECONDS);
  }

  /// The number of connections in the accept queue.
  static int queued(Channel channel) {
    return channel.config().getOption(QUEUE).order(ByteOrder.nativeOrder()).getInt(UNACKED_OFFSET);
  }
}
