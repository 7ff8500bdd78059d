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

/// Closes a listening socket without resetting a connection.
///
/// The system completes connections before the server accepts them, and resets those of its queue
/// when the socket closes. So the socket first drops segments that ask for a new connection (SYN),
/// by a socket filter of Linux; the client repeats it after a second, and is refused then. What is
/// in the queue is accepted, and the socket closes once that is empty.
///
/// Elsewhere than on Linux with the native transport, and in a sandbox that permits no filter, the
/// socket closes at once.
final class ListenSocket {

  /// Time for handshakes that have begun: the client's acknowledgement may be on its way.
  static final Duration HANDSHAKE = Duration.ofMillis(250);

  private static final Logger LOG = Logger.getLogger(ListenSocket.class);

  private static final boolean IS_LINUX = System.getProperty("os.name").equals("Linux");

  private static final int SOL_SOCKET = 1;
  private static final int SO_ATTACH_FILTER = 26;
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_INFO = 11;

  /// Of `struct tcp_info`; on a listening socket `tcpi_unacked` is the length of its queue.
  private static final int TCP_INFO_BYTES = 32;

  private static final int UNACKED_OFFSET = 24;

  private static final RawUnixChannelOption QUEUE =
      new RawUnixChannelOption("TCP_INFO", IPPROTO_TCP, TCP_INFO, TCP_INFO_BYTES);

  /// `struct sock_fprog`: the number of instructions, and where they are.
  private static final int PROGRAM_BYTES = 16;

  private static final int PROGRAM_POINTER_OFFSET = 8;

  private static final RawUnixChannelOption FILTER =
      new RawUnixChannelOption("SO_ATTACH_FILTER", SOL_SOCKET, SO_ATTACH_FILTER, PROGRAM_BYTES);

  /// Classic BPF on a segment that begins with its TCP header, as `struct sock_filter`: code,
  /// jump if true, jump if false, constant.
  private static final int[][] DROP_SYN = {
    {0x30, 0, 0, 13}, // load the byte of the flags
    {0x45, 0, 1, 0x02}, // is SYN among them?
    {0x06, 0, 0, 0}, // yes: drop the segment
    {0x06, 0, 0, -1}, // no: keep all of it
  };

  private ListenSocket() {}

  /// Begins to close. To be called on the event loop of the channel.
  static void close(Channel channel) {
    if (channel instanceof UnixChannel && IS_LINUX && dropsNew(channel)) {
      closeOnceEmpty(channel);
    } else {
      var _ = channel.close();
    }
  }

  private static boolean dropsNew(Channel channel) {
    ByteBuffer instructions = direct(DROP_SYN.length * Long.BYTES);
    for (int[] one : DROP_SYN) {
      instructions.putShort((short) one[0]).put((byte) one[1]).put((byte) one[2]);
      instructions.putInt(one[3]);
    }
    ByteBuffer program = direct(PROGRAM_BYTES);
    program.putShort(0, (short) DROP_SYN.length);
    program.putLong(PROGRAM_POINTER_OFFSET, MemorySegment.ofBuffer(instructions.flip()).address());
    try {
      return channel.config().setOption(FILTER, program);
    } catch (ChannelException notPermitted) {
      LOG.debugf("The port closes without a socket filter: %s", notPermitted.getMessage());
      return false;
    } finally {
      // The program only has the address of the instructions.
      Reference.reachabilityFence(instructions);
    }
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  private static void closeOnceEmpty(Channel channel) {
    var _ =
        channel
            .eventLoop()
            .schedule(
                () -> {
                  if (queued(channel) == 0) {
                    var _ = channel.close();
                  } else if (channel.isOpen()) {
                    closeOnceEmpty(channel);
                  }
                },
                HANDSHAKE.toMillis(),
                TimeUnit.MILLISECONDS);
  }

  /// Connections that the system holds and the server has not accepted.
  static int queued(Channel channel) {
    return channel.config().getOption(QUEUE).order(ByteOrder.nativeOrder()).getInt(UNACKED_OFFSET);
  }
}
