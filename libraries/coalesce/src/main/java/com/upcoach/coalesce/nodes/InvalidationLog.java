package com.upcoach.coalesce.nodes;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Layout of the nodes' data in Redis: the log of invalidations (a stream), the shared generations,
/// the nodes with a lease, and for each node the acknowledgements of its peers.
///
/// A reply that cannot be parsed fails with an [IllegalArgumentException].
final class InvalidationLog {

  private static final int MAX_ACKNOWLEDGEMENTS = 1_000;
  private static final long ACKNOWLEDGEMENTS_TTL_MS = 60_000;

  /// Computes the name of the present run of the server. A restarted server may have lost entries,
  /// and so has one whose generations are gone: both get a new name. Keys: log, generations, nodes.
  private static final String SERVER_RUN =
      """
            local time = redis.call('TIME')
            local micros = time[1] * 1000000 + time[2]
            local now = math.floor(micros / 1000)
            redis.call('HSETNX', KEYS[2], 'since', string.format('%.0f', micros))
            local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
                .. '-' .. redis.call('HGET', KEYS[2], 'since')
            """;

  /// Arguments: node, counters. A generation is the time of its change in microseconds, so that no
  /// value occurs twice, whatever was lost.
  private static final String PUBLISH =
      SERVER_RUN
          + """
                    local told = {}
                    for i = 2, #ARGV do
                        local value = math.max(micros, (redis.call('HGET', KEYS[2], ARGV[i]) or 0) + 1)
                        redis.call('HSET', KEYS[2], ARGV[i], string.format('%.0f', value))
                        told[#told + 1] = ARGV[i] .. '=' .. string.format('%.0f', value)
                    end
                    local values = table.concat(told, ' ')
                    local id = redis.call('XADD', KEYS[1], 'MAXLEN', '~', '10000', '*',
                        'node', ARGV[1], 'counters', values, 'run', run)
                    return {run, id, values, redis.call('ZRANGEBYSCORE', KEYS[3], '(' .. now, '+inf')}
                    """;

  /// Arguments: node, lease in milliseconds, milliseconds for which a node counts as missing.
  /// Forgets nodes whose lease ended a minute ago. Starts an empty log with an empty entry, so that
  /// it has an end.
  private static final String HEARTBEAT =
      SERVER_RUN
          + """
                    redis.call('ZADD', KEYS[3], now + ARGV[2], ARGV[1])
                    redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', now - 60000)
                    if redis.call('EXISTS', KEYS[1]) == 0 then
                        redis.call('XADD', KEYS[1], '*', 'node', '', 'counters', '', 'run', run)
                    end
                    local oldest, last
                    local info = redis.call('XINFO', 'STREAM', KEYS[1])
                    for i = 1, #info, 2 do
                        if info[i] == 'last-generated-id' then last = info[i + 1] end
                        if info[i] == 'first-entry' then oldest = info[i + 1][1] end
                    end
                    local missing = redis.call('ZCOUNT', KEYS[3], '(' .. (now - ARGV[3]), now)
                    return {run, oldest, last, missing}
                    """;

  private static final String SINCE = "since";

  private final String log;
  private final String generations;
  private final String nodes;
  private final RedisAddress address;

  InvalidationLog(RedisAddress address) {
    this.address = address;
    this.log = address.ownKey("log");
    this.generations = address.ownKey("generations");
    this.nodes = address.ownKey("nodes");
  }

  /// Reply to a heartbeat.
  ///
  /// @param run name of the server's run; invalidations published in an earlier run may be lost
  /// @param oldest oldest entry of the log
  /// @param missing nodes whose lease has just ended without their leaving: they may have
  ///     invalidations that they cannot publish
  record Heartbeat(String run, StreamEntryId oldest, StreamEntryId last, int missing) {}

  /// Result of a publication.
  ///
  /// @param values new generations, by counter
  /// @param nodes nodes with a lease, which are expected to acknowledge it
  record Published(String run, StreamEntryId id, Map<Integer, Long> values, Set<String> nodes) {}

  /// An invalidation by some node.
  ///
  /// @param run of the server to which it was published
  record Invalidation(StreamEntryId id, String node, Map<Integer, Long> values, String run) {}

  /// Acknowledgement of this node's invalidations by a peer, up to an entry.
  record Acknowledgement(StreamEntryId id, String node, StreamEntryId upTo) {}

  /// Entries read, in their order.
  record Entries(List<Invalidation> invalidations, List<Acknowledgement> acknowledgements) {}

  /// Sends a heartbeat, which renews the node's lease at the server.
  ///
  /// @param missingMs milliseconds for which other nodes count as missing after the end of their
  ///     lease
  Future<Heartbeat> heartbeat(
      ReconnectingRedisConnection connection, String node, long leaseMs, long missingMs) {
    return connection
        .send(script(HEARTBEAT).arg(node).arg(leaseMs).arg(missingMs))
        .map(
            reply ->
                new Heartbeat(
                    reply.get(0).toString(),
                    StreamEntryId.parse(reply.get(1).toString()),
                    StreamEntryId.parse(reply.get(2).toString()),
                    reply.get(3).toInteger()));
  }

  /// Publishes an invalidation to all nodes.
  Future<Published> publish(ReconnectingRedisConnection connection, String node, BitSet slots) {
    Request request = script(PUBLISH).arg(node);
    slots.stream().forEach(request::arg);
    return connection
        .send(request)
        .map(
            reply ->
                new Published(
                    reply.get(0).toString(),
                    StreamEntryId.parse(reply.get(1).toString()),
                    values(reply.get(2).toString()),
                    strings(reply.get(3))));
  }

  /// Leaves: peers no longer wait for this node.
  Future<Response> leave(ReconnectingRedisConnection connection, String node) {
    return connection.send(Request.cmd(Command.ZREM).arg(nodes).arg(node));
  }

  /// Reads new entries, and blocks until there are some.
  ///
  /// @param after last entry of the log that the node has read
  /// @param acknowledgedAfter last acknowledgement that the node has read
  Future<Entries> read(
      ReconnectingRedisConnection connection,
      String node,
      StreamEntryId after,
      StreamEntryId acknowledgedAfter,
      long timeoutMs) {
    Request request =
        Request.cmd(Command.XREAD)
            .arg("BLOCK")
            .arg(timeoutMs)
            .arg("STREAMS")
            .arg(log)
            .arg(acknowledgementsKey(node))
            .arg(after.toString())
            .arg(acknowledgedAfter.toString());
    return connection
        .send(request, timeoutMs + ReconnectingRedisConnection.COMMAND_TIMEOUT_MS)
        .map(this::parseEntries);
  }

  /// Acknowledges the invalidations of a node up to an entry.
  Future<Void> acknowledge(
      ReconnectingRedisConnection connection, String author, String node, StreamEntryId upTo) {
    String key = acknowledgementsKey(author);
    Future<Response> added =
        connection.send(
            Request.cmd(Command.XADD)
                .arg(key)
                .arg("MAXLEN")
                .arg("~")
                .arg(MAX_ACKNOWLEDGEMENTS)
                .arg("*")
                .arg("node")
                .arg(node)
                .arg("upTo")
                .arg(upTo.toString()));
    return Future.all(
            added,
            connection.send(Request.cmd(Command.PEXPIRE).arg(key).arg(ACKNOWLEDGEMENTS_TTL_MS)))
        .mapEmpty();
  }

  /// The shared generations, by counter; a missing one is 0.
  Future<Map<Integer, Long>> generations(ReconnectingRedisConnection connection, long timeoutMs) {
    return connection
        .send(Request.cmd(Command.HGETALL).arg(generations), timeoutMs)
        .map(
            reply -> {
              Map<Integer, Long> values = new HashMap<>();
              for (int i = 0; i + 1 < reply.size(); i += 2) {
                String field = reply.get(i).toString();
                if (!field.equals(SINCE)) {
                  values.put(Integer.parseInt(field), reply.get(i + 1).toLong());
                }
              }
              return values;
            });
  }

  private String acknowledgementsKey(String node) {
    return address.ownKey("acknowledgements:" + node);
  }

  private Request script(String script) {
    return Request.cmd(Command.EVAL).arg(script).arg(3).arg(log).arg(generations).arg(nodes);
  }

  private Entries parseEntries(Response reply) {
    List<Invalidation> invalidations = new ArrayList<>();
    List<Acknowledgement> acknowledgements = new ArrayList<>();
    if (reply == null) {
      return new Entries(invalidations, acknowledgements);
    }
    for (Response stream : reply) {
      boolean isLog = stream.get(0).toString().equals(log);
      for (Response entry : stream.get(1)) {
        StreamEntryId id = StreamEntryId.parse(entry.get(0).toString());
        String node = entry.get(1).get(1).toString();
        String content = entry.get(1).get(3).toString();
        if (isLog) {
          String run = entry.get(1).get(5).toString();
          invalidations.add(new Invalidation(id, node, values(content), run));
        } else {
          acknowledgements.add(new Acknowledgement(id, node, StreamEntryId.parse(content)));
        }
      }
    }
    return new Entries(invalidations, acknowledgements);
  }

  private static Map<Integer, Long> values(String text) {
    Map<Integer, Long> values = new HashMap<>();
    if (text.isEmpty()) {
      return values;
    }
    for (String pair : text.split(" ", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException("not a counter with its value");
      }
      values.put(
          Integer.parseInt(pair, 0, equals, 10),
          Long.parseLong(pair, equals + 1, pair.length(), 10));
    }
    return values;
  }

  private static Set<String> strings(Response reply) {
    Set<String> strings = new HashSet<>();
    reply.forEach(item -> strings.add(item.toString()));
    return strings;
  }
}
