package com.upcoach.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// The connections of a load, and the event loop that writes and reads them.
final class Loop implements AutoCloseable {

  private static final int READ_BYTES = 1 << 16;
  private static final long MILLI = 1_000_000;

  /// Longest sleep while the next request is due within a millisecond; it also bounds the delay in
  /// reading replies.
  private static final long NAP_NANOS = 50_000;

  private final InetSocketAddress address;
  private final Requests requests;
  private final Selector selector = Selector.open();
  private final Set<Connection> connections = new LinkedHashSet<>();
  private final ArrayDeque<Connection> idle = new ArrayDeque<>();
  private final ByteBuffer out;
  private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BYTES);
  private final byte[] bytes = new byte[READ_BYTES];
  private int next;

  private Schedule schedule;
  private Tally.Kind[] kinds;
  private long from;
  private long to;
  private IOException broken;

  Loop(InetSocketAddress address, Requests requests, int count) throws IOException {
    this.address = address;
    this.requests = requests;
    this.out = requests.view();
    try {
      for (int i = 0; i < count; i++) {
        connect();
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /// Runs a plan.
  ///
  /// @param start of the run, by [System#nanoTime]
  /// @param schedule when requests are due
  Tally run(Plan plan, long start, Schedule schedule) throws IOException {
    Tally tally = new Tally(plan.counted(), requests.kinds());
    kinds = new Tally.Kind[requests.kinds().size()];
    for (int i = 0; i < kinds.length; i++) {
      kinds[i] = tally.kind(i);
    }
    this.schedule = schedule;
    from = start + plan.before().toNanos();
    to = from + plan.counted().toNanos();
    long end = to + plan.patience().toNanos();
    while (System.nanoTime() < end && !Thread.interrupted()) {
      sendWhatIsDue();
      if (schedule.isOver(to) && idle.size() == connections.size()) {
        break;
      }
      await();
      if (broken != null) {
        throw broken;
      }
    }
    giveUp(System.nanoTime());
    return tally;
  }

  private void sendWhatIsDue() throws IOException {
    long now = System.nanoTime();
    while (!idle.isEmpty()) {
      long due = schedule.due(now);
      if (due > now || due >= to) {
        return;
      }
      schedule.sent();
      Connection connection = idle.poll();
      connection.request = next;
      connection.intended = due;
      connection.written = 0;
      next = (next + 1) % requests.size();
      if (counts(due)) {
        kinds[requests.kind(connection.request)].sent();
      }
      write(connection);
    }
  }

  private void await() throws IOException {
    long now = System.nanoTime();
    long due = idle.isEmpty() ? to : Math.min(schedule.due(now), to);
    long wait = due - now;
    if (wait <= 0 && now < to) {
      selector.selectNow(this::ready);
    } else if (wait > MILLI || now >= to) {
      selector.select(this::ready, now >= to ? 10 : wait / MILLI);
    } else if (selector.selectNow(this::ready) == 0) {
      LockSupport.parkNanos(Math.min(wait, NAP_NANOS));
    }
  }

  private void ready(SelectionKey key) {
    Connection connection = (Connection) key.attachment();
    try {
      if (key.isWritable()) {
        write(connection);
      } else {
        read(connection);
      }
    } catch (IOException e) {
      try {
        lose(connection);
      } catch (IOException again) {
        again.addSuppressed(e);
        broken = again;
      }
    }
  }

  private void write(Connection connection) throws IOException {
    int start = requests.start(connection.request);
    int end = requests.end(connection.request);
    out.limit(end).position(start + connection.written);
    try {
      connection.channel.write(out);
    } catch (IOException e) {
      lose(connection);
      return;
    }
    connection.written = out.position() - start;
    connection.key.interestOps(
        out.hasRemaining() ? SelectionKey.OP_WRITE | SelectionKey.OP_READ : SelectionKey.OP_READ);
  }

  private void read(Connection connection) throws IOException {
    in.clear();
    int length = connection.channel.read(in);
    if (length < 0) {
      lose(connection);
      return;
    }
    in.flip();
    in.get(bytes, 0, length);
    if (connection.request == Connection.NONE) {
      throw new ReplyParser.UnreadableReplyException("a reply that nobody asked for");
    }
    if (!connection.replies.take(bytes, length)) {
      return;
    }
    long now = System.nanoTime();
    int status = connection.replies.status();
    Tally.Kind kind = kinds[requests.kind(connection.request)];
    if (counts(connection.intended)) {
      kind.answered(status, now - connection.intended);
    }
    if (counts(now) && Tally.Kind.isSuccess(status)) {
      kind.succeededInTime();
    }
    connection.request = Connection.NONE;
    if (connection.replies.closes()) {
      lose(connection);
    } else {
      idle.add(connection);
    }
  }

  /// Replaces a connection that has ended.
  private void lose(Connection connection) throws IOException {
    if (connection.request != Connection.NONE && counts(connection.intended)) {
      kinds[requests.kind(connection.request)].answered(0, 0);
    }
    drop(connection);
    connect();
  }

  private void drop(Connection connection) throws IOException {
    connections.remove(connection);
    if (connection.request == Connection.NONE) {
      idle.remove(connection);
    }
    connection.channel.close();
  }

  private boolean counts(long time) {
    return time >= from && time < to;
  }

  /// Counts requests in flight, and those never sent, with the time they have waited until now.
  private void giveUp(long now) throws IOException {
    for (Connection connection : Set.copyOf(connections)) {
      if (connection.request != Connection.NONE) {
        if (counts(connection.intended)) {
          kinds[requests.kind(connection.request)].unanswered(now - connection.intended);
        }
        drop(connection);
        connect();
      }
    }
    while (!schedule.isOver(to)) {
      long due = schedule.due(now);
      schedule.sent();
      if (counts(due)) {
        kinds[requests.kind(next)].sent();
        kinds[requests.kind(next)].unanswered(now - due);
      }
      next = (next + 1) % requests.size();
    }
  }

  private void connect() throws IOException {
    SocketChannel channel = SocketChannel.open(address);
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    // Closing ten thousand connections repeatedly would exhaust the ports (TIME_WAIT).
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    Connection connection = new Connection(channel);
    connection.key = channel.register(selector, SelectionKey.OP_READ, connection);
    connections.add(connection);
    idle.add(connection);
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : connections) {
      connection.channel.close();
    }
    selector.close();
  }
}
