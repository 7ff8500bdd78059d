package com.upcoach.coalesce.nodes;

import com.upcoach.coalesce.cache.CachedResponse;
import com.upcoach.coalesce.cache.ContentEncoding;
import com.upcoach.coalesce.cache.SharedCache;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.zip.CRC32;

/// Cache in Redis that nodes share, with the TTL of each response.
///
/// A response is stored with the name of the state in which it was loaded, and is valid for nodes
/// that give the present state the same name. One node at a time loads a response of a state: the
/// others poll, and load it for themselves if that takes too long.
public final class RedisSharedCache<K> implements SharedCache<K> {

  /// Claim of the node that loads a response; the claim ends by itself if the node crashes.
  private static final long LOAD_CLAIM_MS = 2_000;

  private static final long FIRST_POLL_MS = 4;

  /// After this poll a waiting node loads the response itself, which is faster.
  private static final long LAST_POLL_MS = 128;

  /// If Redis is slower than the database would be, the shared cache is bypassed for a while.
  private static final long SLOW_REDIS = TimeUnit.MILLISECONDS.toNanos(25);

  private static final long BYPASS_TIME = TimeUnit.MILLISECONDS.toNanos(500);

  /// Version of the stored format.
  private static final byte[] MAGIC = "UC2".getBytes(StandardCharsets.US_ASCII);

  private static final int CHECKSUM_BYTES = Integer.BYTES;

  /// Length of the `Link` header in bytes, stored before it; 0 for none.
  private static final int LINK_LENGTH_BYTES = Short.BYTES;

  /// The keys of one response are in the same hash slot. Keys: response, claim. Arguments: header
  /// of a valid response, minimal remaining TTL in milliseconds, node, duration of the claim in
  /// milliseconds.
  private static final String FIND =
      """
            local answer = redis.call('GET', KEYS[1])
            if answer and string.sub(answer, 1, #ARGV[1]) == ARGV[1] then
                local left = redis.call('PTTL', KEYS[1])
                if left > tonumber(ARGV[2]) then return {answer, left} end
            end
            if redis.call('SET', KEYS[2], ARGV[3], 'NX', 'PX', ARGV[4]) then return 1 end
            return 0
            """;

  private final Vertx vertx;
  private final ReconnectingRedisConnection link;
  private final String prefix;
  private final String node;
  private final Function<K, String> name;
  private final LongSupplier clock;
  private final long timeoutMs;
  private final LongAdder found = new LongAdder();
  private final LongAdder toLoad = new LongAdder();
  private final LongAdder damaged = new LongAdder();

  private volatile long bypassUntil;

  /// @param node name of this node
  /// @param name unique name of a cache key
  /// @param clock nanoseconds
  /// @param onStatus receives one line for each event that the operator should know
  public RedisSharedCache(
      Vertx vertx,
      RedisAddress address,
      String node,
      Function<K, String> name,
      LongSupplier clock,
      Consumer<String> onStatus) {
    this(
        vertx,
        address,
        node,
        name,
        clock,
        onStatus,
        ReconnectingRedisConnection.COMMAND_TIMEOUT_MS);
  }

  /// @param timeoutMs timeout of a command in milliseconds
  RedisSharedCache(
      Vertx vertx,
      RedisAddress address,
      String node,
      Function<K, String> name,
      LongSupplier clock,
      Consumer<String> onStatus,
      long timeoutMs) {
    this.timeoutMs = timeoutMs;
    this.vertx = vertx;
    this.prefix = address.prefix();
    this.node = node;
    this.name = name;
    this.clock = clock;
    this.bypassUntil = clock.getAsLong();
    Context loop = vertx.getOrCreateContext();
    this.link =
        new ReconnectingRedisConnection(
            vertx, loop, address, "shared cache", clock, onStatus, () -> {});
    link.open();
  }

  @Override
  public Future<Lookup> find(K key, String state, long minFresh) {
    if (clock.getAsLong() - bypassUntil < 0) {
      return Future.succeededFuture(new Unavailable());
    }
    return find(key, state, minFresh, FIRST_POLL_MS);
  }

  private Future<Lookup> find(K key, String state, long minFresh, long pollMs) {
    byte[] header = header(state);
    long sent = clock.getAsLong();
    Request request =
        Request.cmd(Command.EVAL)
            .arg(FIND)
            .arg(2)
            .arg(responseKey(key))
            .arg(claimKey(key, state))
            .arg(Buffer.buffer(header))
            .arg(TimeUnit.NANOSECONDS.toMillis(minFresh))
            .arg(node)
            .arg(LOAD_CLAIM_MS);
    return link.send(request, timeoutMs)
        .map(reply -> parse(reply, header))
        .otherwise(away -> Optional.of(new Unavailable()))
        .compose(
            reply -> {
              long now = clock.getAsLong();
              if (now - sent > SLOW_REDIS) {
                bypassUntil = now + BYPASS_TIME;
              }
              if (reply.isPresent()) {
                return Future.succeededFuture(reply.get());
              }
              return pollMs > LAST_POLL_MS
                  ? Future.succeededFuture(new Unavailable())
                  : delay(pollMs).compose(later -> find(key, state, minFresh, 2 * pollMs));
            });
  }

  private Future<Void> delay(long ms) {
    Promise<Void> elapsed = Promise.promise();
    vertx.setTimer(ms, now -> elapsed.complete());
    return elapsed.future();
  }

  /// @return empty if another node loads the response
  private Optional<Lookup> parse(Response reply, byte[] header) {
    if (reply.type() == ResponseType.NUMBER) {
      if (reply.toInteger() == 0) {
        return Optional.empty();
      }
      toLoad.increment();
      return Optional.of(new Load());
    }
    byte[] bytes = reply.get(0).toBytes();
    Buffer buffer = Buffer.buffer(bytes);
    int content = header.length + CHECKSUM_BYTES;
    if (bytes.length < content + LINK_LENGTH_BYTES
        || buffer.getInt(header.length) != checksum(bytes, content)) {
      damaged.increment();
      return Optional.of(new Unavailable());
    }
    found.increment();
    int link = content + LINK_LENGTH_BYTES;
    int body = link + buffer.getUnsignedShort(content);
    return Optional.of(
        new Hit(
            new CachedResponse(
                Arrays.copyOfRange(bytes, body, bytes.length),
                body == link ? null : buffer.getString(link, body)),
            TimeUnit.MILLISECONDS.toNanos(reply.get(1).toLong())));
  }

  @Override
  public void store(K key, String state, CachedResponse response, Duration remaining) {
    long ms = remaining.toMillis();
    if (ms > 0) {
      byte[] content = content(response);
      Buffer bytes =
          Buffer.buffer(header(state)).appendInt(checksum(content, 0)).appendBytes(content);
      // The result is ignored: if storing fails, the next lookup is a miss.
      link.send(
          Request.cmd(Command.SET).arg(responseKey(key)).arg(bytes).arg("PX").arg(ms), timeoutMs);
    }
    abandon(key, state);
  }

  private static byte[] content(CachedResponse response) {
    byte[] link =
        response.link() == null ? new byte[0] : response.link().getBytes(StandardCharsets.US_ASCII);
    return Buffer.buffer()
        .appendUnsignedShort(link.length)
        .appendBytes(link)
        .appendBytes(response.body(ContentEncoding.IDENTITY).bytes())
        .getBytes();
  }

  @Override
  public void abandon(K key, String state) {
    link.send(Request.cmd(Command.DEL).arg(claimKey(key, state)), timeoutMs);
  }

  @Override
  public Statistics statistics() {
    return new Statistics(link.isUp(), found.sum(), toLoad.sum(), damaged.sum());
  }

  public void close() {
    link.close();
  }

  private byte[] header(String state) {
    byte[] text = state.getBytes(StandardCharsets.UTF_8);
    return Buffer.buffer(MAGIC).appendShort((short) text.length).appendBytes(text).getBytes();
  }

  private String responseKey(K key) {
    return prefix + ":answer:{" + name.apply(key) + '}';
  }

  private String claimKey(K key, String state) {
    return responseKey(key) + ":making:" + state;
  }

  private static int checksum(byte[] bytes, int from) {
    CRC32 sum = new CRC32();
    sum.update(bytes, from, bytes.length - from);
    return (int) sum.getValue();
  }
}
