package com.upcoach.bench.load;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/// One connection and the request that is on its way there.
final class Connection {

  static final int NONE = -1;

  final SocketChannel channel;
  final ReplyParser replies = new ReplyParser();
  SelectionKey key;

  /// The place of the request on its way among [Requests]; [#NONE] while it is idle.
  int request = NONE;

  /// When the request on its way should have been sent, by the clock of the load.
  long intended;

  /// How much of the request has been written.
  int written;

  Connection(SocketChannel channel) {
    this.channel = channel;
  }
}
