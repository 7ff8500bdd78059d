package com.upcoach.ratelimit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.ratelimit.RateLimits.Client;
import com.upcoach.ratelimit.RateLimits.Decision;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RateLimitsTest {

  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final Client ADA = new Client.Member(new UUID(0, 1));
  private static final Client BOB = new Client.Member(new UUID(0, 2));

  /// An arbitrary start of the clock.
  private final AtomicLong now = new AtomicLong(-17);

  private final RateLimits limits = new RateLimits(10, 30, now::get);

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private long grantedInBurst(Client client) {
    long granted = 0;
    while (limits.take(client, 1).granted()) {
      granted++;
    }
    return granted;
  }

  @Test
  void a_burst_is_limited_to_a_full_bucket() {
    assertEquals(30, grantedInBurst(ADA));
  }

  @Test
  void tokens_refill_steadily_up_to_a_full_bucket() {
    grantedInBurst(ADA);
    pass(Duration.ofMillis(499));
    assertEquals(4, grantedInBurst(ADA));
    pass(Duration.ofMillis(101));
    assertEquals(2, grantedInBurst(ADA));
    pass(Duration.ofDays(400));
    assertEquals(30, grantedInBurst(ADA));
  }

  @Test
  void each_client_has_its_own_bucket() {
    grantedInBurst(ADA);
    assertEquals(30, grantedInBurst(BOB));
  }

  @Test
  void a_refusal_takes_no_tokens_and_tells_when_to_retry() {
    limits.take(ADA, 25);
    Decision refused = limits.take(ADA, 7);
    assertEquals(new Decision(false, 5, Duration.ofMillis(200), Duration.ofMillis(2_500)), refused);
    pass(refused.retryAfter().minusNanos(1));
    assertFalse(limits.take(ADA, 7).granted());
    pass(Duration.ofNanos(1));
    assertEquals(new Decision(true, 0, Duration.ZERO, Duration.ofSeconds(3)), limits.take(ADA, 7));
  }

  @Test
  void a_cost_above_a_full_bucket_takes_the_full_bucket() {
    assertTrue(limits.take(ADA, 1_000_000).granted());
    assertFalse(limits.take(ADA, 1).granted());
  }

  @Test
  void without_a_limit_no_request_is_refused() {
    RateLimits off = new RateLimits(0, 1, now::get);
    for (int times = 0; times < 1_000; times++) {
      assertTrue(off.take(ADA, 10).granted());
    }
  }

  @Test
  void over_any_period_no_more_is_granted_than_the_burst_and_the_refill() {
    Random random = new Random(SEED);
    long granted = 0;
    long begun = now.get();
    for (int times = 0; times < 20_000; times++) {
      pass(Duration.ofNanos(random.nextLong(100_000_000)));
      int cost = 1 + random.nextInt(5);
      if (limits.take(ADA, cost).granted()) {
        granted += cost;
      }
      long back = (now.get() - begun) / 100_000_000;
      assertTrue(granted <= 30 + back, "-Dseed=" + SEED + ", number " + times);
    }
    long back = (now.get() - begun) / 100_000_000;
    assertTrue(granted > back * 9 / 10, granted + " of " + back + " -Dseed=" + SEED);
  }

  @Test
  void concurrent_requests_are_granted_no_more_than_the_tokens_available() {
    RateLimits large = new RateLimits(10, 200_000, now::get);
    long granted =
        IntStream.range(0, 4)
            .mapToObj(
                _ ->
                    CompletableFuture.supplyAsync(
                        () ->
                            IntStream.range(0, 100_000)
                                .filter(_ -> large.take(ADA, 1).granted())
                                .count(),
                        task -> Thread.ofPlatform().start(task)))
            .toList()
            .stream()
            .mapToLong(CompletableFuture::join)
            .sum();
    assertEquals(200_000, granted);
  }

  @Test
  void an_ipv6_network_of_64_bits_is_one_client() {
    assertEquals(client("2001:db8::1"), client("2001:db8::ffff:2"));
    assertNotEquals(client("2001:db8:0:1::1"), client("2001:db8:0:2::1"));
    assertNotEquals(client("192.0.2.1"), client("192.0.2.2"));
    assertEquals(client("192.0.2.1"), client("::ffff:192.0.2.1"));
    assertNotEquals(client("0.0.0.1"), client("0:0:0:1::"));
  }

  private static Client client(String address) {
    return Client.of(InetAddress.ofLiteral(address));
  }
}
