package com.upcoach.bench.load;

import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;

/// One connection and its request in flight.
final class Connection {

  static final int NONE = -1;

  final SocketChannel channel;
  final ReplyParser replies = new ReplyParser();
  SelectionKey key;

  /// Index in [Requests] of the request in flight; [#NONE] while idle.
  int request = NONE;

  /// Intended send time of the request in flight, by the clock of the load.
  long intended;

  /// Number of bytes of the request already written.
  int written;

  Connection(SocketChannel channel) {
    this.channel = channel;
  }
}
