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

/// Answers that nodes share in Redis, each for as long as it is fresh.
///
/// An answer stands there with the name of the state that it was made in, and is good for those
/// who name the present state the same. One node at a time makes an answer of a state: the others
/// look again, and make it for themselves when that takes too long.
public final class RedisSharedCache<K> implements SharedCache<K> {

  /// How long others wait for the node that makes an answer, if it does not say that it is
  /// done.
  private static final long MAKING_MS = 2_000;

  private static final long FIRST_LOOK_AGAIN_MS = 4;

  /// Past this, whoever waits makes the answer: it is quicker.
  private static final long LAST_LOOK_AGAIN_MS = 128;

  /// A Redis that takes longer than the database would is left alone for a while.
  private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(25);

  private static final long LEFT_ALONE = TimeUnit.MILLISECONDS.toNanos(500);

  /// Begins an answer as this version writes it.
  private static final byte[] MARK = "UC2".getBytes(StandardCharsets.US_ASCII);

  private static final int CHECKSUM = Integer.BYTES;

  /// Before the header `Link` stands how many bytes it has; 0 where there is none.
  private static final int LINK_LENGTH = Short.BYTES;

  /// The keys of one answer stand on one server of a cluster. Keys: answer, making. Arguments:
  /// the beginning of an answer that is good, least milliseconds left, node, milliseconds.
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
  private final long patienceMs;
  private final LongAdder found = new LongAdder();
  private final LongAdder toMake = new LongAdder();
  private final LongAdder damaged = new LongAdder();

  private volatile long leftAloneUntil;

  /// @param node what the node calls itself
  /// @param name of an answer, different for each
  /// @param clock nanoseconds
  /// @param says is told, in one line each, what the operator should know
  public RedisSharedCache(
      Vertx vertx,
      RedisAddress address,
      String node,
      Function<K, String> name,
      LongSupplier clock,
      Consumer<String> says) {
    this(vertx, address, node, name, clock, says, ReconnectingRedisConnection.PATIENCE_MS);
  }

  /// @param patienceMs milliseconds that Redis may take for a command
  RedisSharedCache(
      Vertx vertx,
      RedisAddress address,
      String node,
      Function<K, String> name,
      LongSupplier clock,
      Consumer<String> says,
      long patienceMs) {
    this.patienceMs = patienceMs;
    this.vertx = vertx;
    this.prefix = address.prefix();
    this.node = node;
    this.name = name;
    this.clock = clock;
    this.leftAloneUntil = clock.getAsLong();
    Context loop = vertx.getOrCreateContext();
    this.link =
        new ReconnectingRedisConnection(vertx, loop, address, "answers", clock, says, () -> {});
    link.open();
  }

  @Override
  public Future<Found> find(K key, String state, long least) {
    if (clock.getAsLong() - leftAloneUntil < 0) {
      return Future.succeededFuture(new Unknown());
    }
    return find(key, state, least, FIRST_LOOK_AGAIN_MS);
  }

  private Future<Found> find(K key, String state, long least, long lookAgainMs) {
    byte[] beginning = beginning(state);
    long sent = clock.getAsLong();
    Request request =
        Request.cmd(Command.EVAL)
            .arg(FIND)
            .arg(2)
            .arg(answerKey(key))
            .arg(makingKey(key, state))
            .arg(Buffer.buffer(beginning))
            .arg(TimeUnit.NANOSECONDS.toMillis(least))
            .arg(node)
            .arg(MAKING_MS);
    return link.send(request, patienceMs)
        .map(reply -> understood(reply, beginning))
        .otherwise(away -> Optional.of(new Unknown()))
        .compose(
            reply -> {
              long now = clock.getAsLong();
              if (now - sent > SLOW) {
                leftAloneUntil = now + LEFT_ALONE;
              }
              if (reply.isPresent()) {
                return Future.succeededFuture(reply.get());
              }
              return lookAgainMs > LAST_LOOK_AGAIN_MS
                  ? Future.succeededFuture(new Unknown())
                  : after(lookAgainMs).compose(later -> find(key, state, least, 2 * lookAgainMs));
            });
  }

  private Future<Void> after(long ms) {
    Promise<Void> over = Promise.promise();
    vertx.setTimer(ms, now -> over.complete());
    return over.future();
  }

  /// @return empty where another node makes it
  private Optional<Found> understood(Response reply, byte[] beginning) {
    if (reply.type() == ResponseType.NUMBER) {
      if (reply.toInteger() == 0) {
        return Optional.empty();
      }
      toMake.increment();
      return Optional.of(new Make());
    }
    byte[] bytes = reply.get(0).toBytes();
    Buffer buffer = Buffer.buffer(bytes);
    int content = beginning.length + CHECKSUM;
    if (bytes.length < content + LINK_LENGTH
        || buffer.getInt(beginning.length) != checksum(bytes, content)) {
      damaged.increment();
      return Optional.of(new Unknown());
    }
    found.increment();
    int link = content + LINK_LENGTH;
    int body = link + buffer.getUnsignedShort(content);
    return Optional.of(
        new There(
            new CachedResponse(
                Arrays.copyOfRange(bytes, body, bytes.length),
                body == link ? null : buffer.getString(link, body)),
            TimeUnit.MILLISECONDS.toNanos(reply.get(1).toLong())));
  }

  @Override
  public void keep(K key, String state, CachedResponse answer, Duration left) {
    long ms = left.toMillis();
    if (ms > 0) {
      byte[] content = content(answer);
      Buffer bytes =
          Buffer.buffer(beginning(state)).appendInt(checksum(content, 0)).appendBytes(content);
      // Whether it is kept makes no difference to anybody but the next who looks for it.
      link.send(
          Request.cmd(Command.SET).arg(answerKey(key)).arg(bytes).arg("PX").arg(ms), patienceMs);
    }
    leave(key, state);
  }

  private static byte[] content(CachedResponse answer) {
    byte[] link =
        answer.link() == null ? new byte[0] : answer.link().getBytes(StandardCharsets.US_ASCII);
    return Buffer.buffer()
        .appendUnsignedShort(link.length)
        .appendBytes(link)
        .appendBytes(answer.body(ContentEncoding.IDENTITY).bytes())
        .getBytes();
  }

  @Override
  public void leave(K key, String state) {
    link.send(Request.cmd(Command.DEL).arg(makingKey(key, state)), patienceMs);
  }

  @Override
  public Figures figures() {
    return new Figures(link.isUp(), found.sum(), toMake.sum(), damaged.sum());
  }

  public void close() {
    link.close();
  }

  private byte[] beginning(String state) {
    byte[] text = state.getBytes(StandardCharsets.UTF_8);
    return Buffer.buffer(MARK).appendShort((short) text.length).appendBytes(text).getBytes();
  }

  private String answerKey(K key) {
    return prefix + ":answer:{" + name.apply(key) + '}';
  }

  private String makingKey(K key, String state) {
    return answerKey(key) + ":making:" + state;
  }

  private static int checksum(byte[] bytes, int from) {
    CRC32 sum = new CRC32();
    sum.update(bytes, from, bytes.length - from);
    return (int) sum.getValue();
  }
}
