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

/// What the nodes keep in Redis to hear of each other: a log of changes, the generations that
/// they agree on, who is there, and for each node what the others have heard of it.
///
/// A reply that cannot be understood fails with an [IllegalArgumentException].
final class InvalidationLog {

  private static final int KEPT_ACKNOWLEDGEMENTS = 1_000;
  private static final long ACKNOWLEDGEMENTS_LIVE_MS = 60_000;

  /// A server that was started anew may have lost something, and so has one whose generations
  /// are gone: what it says then has another name. Keys: log, generations, nodes.
  private static final String BEGINNING =
      """
            local time = redis.call('TIME')
            local micros = time[1] * 1000000 + time[2]
            local now = math.floor(micros / 1000)
            redis.call('HSETNX', KEYS[2], 'since', string.format('%.0f', micros))
            local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
                .. '-' .. redis.call('HGET', KEYS[2], 'since')
            """;

  /// Arguments: node, counters. A generation is the time of its change, so that none comes
  /// twice whatever was lost.
  private static final String TELL =
      BEGINNING
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

  /// Arguments: node, milliseconds that it is counted on, milliseconds that a node is missed.
  /// Forgets nodes that were counted on a minute ago, and begins the log with an entry of
  /// nothing, so that it has an end.
  private static final String BEAT =
      BEGINNING
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

  /// What a node was told when it said that it is there.
  ///
  /// @param run the beginning that the server counts from: another one may have lost what was
  ///     told to this one
  /// @param oldest entry of the log
  /// @param missing nodes that were counted on a moment ago and have not left: they may have
  ///     made changes that they cannot tell
  record Beat(String run, StreamEntryId oldest, StreamEntryId last, int missing) {}

  /// What became of a change.
  ///
  /// @param values of the generations that it has moved, by counter
  /// @param nodes that are counted on to hear of it
  record Told(String run, StreamEntryId id, Map<Integer, Long> values, Set<String> nodes) {}

  /// A change that a node made.
  ///
  /// @param run of the server that it was told to
  record Change(StreamEntryId id, String node, Map<Integer, Long> values, String run) {}

  /// What others have heard of a node.
  record Heard(StreamEntryId id, String node, StreamEntryId upTo) {}

  /// What came in, in the order that it did.
  record News(List<Change> changes, List<Heard> heard) {}

  /// Says that a node is there, and is to be waited for.
  ///
  /// @param missedMs milliseconds that other nodes count as missing after they were counted on
  Future<Beat> beat(ReconnectingRedisConnection link, String node, long leaseMs, long missedMs) {
    return link.send(script(BEAT).arg(node).arg(leaseMs).arg(missedMs))
        .map(
            reply ->
                new Beat(
                    reply.get(0).toString(),
                    StreamEntryId.parse(reply.get(1).toString()),
                    StreamEntryId.parse(reply.get(2).toString()),
                    reply.get(3).toInteger()));
  }

  /// Tells all nodes of a change.
  Future<Told> tell(ReconnectingRedisConnection link, String node, BitSet counters) {
    Request request = script(TELL).arg(node);
    counters.stream().forEach(request::arg);
    return link.send(request)
        .map(
            reply ->
                new Told(
                    reply.get(0).toString(),
                    StreamEntryId.parse(reply.get(1).toString()),
                    values(reply.get(2).toString()),
                    texts(reply.get(3))));
  }

  /// Leaves: nobody is to wait for the node.
  Future<Response> leave(ReconnectingRedisConnection link, String node) {
    return link.send(Request.cmd(Command.ZREM).arg(nodes).arg(node));
  }

  /// Waits for news of the others.
  ///
  /// @param after the last entry of the log that the node has seen
  /// @param heardAfter the last that it has seen of what others heard of it
  Future<News> news(
      ReconnectingRedisConnection link,
      String node,
      StreamEntryId after,
      StreamEntryId heardAfter,
      long waitMs) {
    Request request =
        Request.cmd(Command.XREAD)
            .arg("BLOCK")
            .arg(waitMs)
            .arg("STREAMS")
            .arg(log)
            .arg(heardOf(node))
            .arg(after.toString())
            .arg(heardAfter.toString());
    return link.send(request, waitMs + ReconnectingRedisConnection.PATIENCE_MS).map(this::news);
  }

  /// Tells a node what this one has heard of it.
  Future<Void> acknowledge(
      ReconnectingRedisConnection link, String teller, String node, StreamEntryId upTo) {
    String key = heardOf(teller);
    Future<Response> added =
        link.send(
            Request.cmd(Command.XADD)
                .arg(key)
                .arg("MAXLEN")
                .arg("~")
                .arg(KEPT_ACKNOWLEDGEMENTS)
                .arg("*")
                .arg("node")
                .arg(node)
                .arg("upTo")
                .arg(upTo.toString()));
    return Future.all(
            added, link.send(Request.cmd(Command.PEXPIRE).arg(key).arg(ACKNOWLEDGEMENTS_LIVE_MS)))
        .mapEmpty();
  }

  /// The generations that all nodes agree on, by counter; 0 where there is none.
  Future<Map<Integer, Long>> generations(ReconnectingRedisConnection link, long waitMs) {
    return link.send(Request.cmd(Command.HGETALL).arg(generations), waitMs)
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

  private String heardOf(String node) {
    return address.ownKey("heard:" + node);
  }

  private Request script(String script) {
    return Request.cmd(Command.EVAL).arg(script).arg(3).arg(log).arg(generations).arg(nodes);
  }

  private News news(Response reply) {
    List<Change> changes = new ArrayList<>();
    List<Heard> heard = new ArrayList<>();
    if (reply == null) {
      return new News(changes, heard);
    }
    for (Response stream : reply) {
      boolean ofLog = stream.get(0).toString().equals(log);
      for (Response entry : stream.get(1)) {
        StreamEntryId id = StreamEntryId.parse(entry.get(0).toString());
        String node = entry.get(1).get(1).toString();
        String content = entry.get(1).get(3).toString();
        if (ofLog) {
          String run = entry.get(1).get(5).toString();
          changes.add(new Change(id, node, values(content), run));
        } else {
          heard.add(new Heard(id, node, StreamEntryId.parse(content)));
        }
      }
    }
    return new News(changes, heard);
  }

  private static Map<Integer, Long> values(String text) {
    Map<Integer, Long> values = new HashMap<>();
    if (text.isEmpty()) {
      return values;
    }
    for (String word : text.split(" ", -1)) {
      int sign = word.indexOf('=');
      if (sign < 0) {
        throw new IllegalArgumentException("not a counter with its value");
      }
      values.put(
          Integer.parseInt(word, 0, sign, 10), Long.parseLong(word, sign + 1, word.length(), 10));
    }
    return values;
  }

  private static Set<String> texts(Response reply) {
    Set<String> texts = new HashSet<>();
    reply.forEach(one -> texts.add(one.toString()));
    return texts;
  }
}
