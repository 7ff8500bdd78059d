package com.upcoach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.upcoach.ratelimit.RateLimits;
import com.upcoach.wire.RequestFault;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConnectionRefusalsTest {

  private final AtomicLong now = new AtomicLong();
  private final List<String> lines = new ArrayList<>();
  private final ConnectionRefusals refusals =
      new ConnectionRefusals(
          new RateLimits(0, 1, now::get), lines::add, now::get, new ObjectMapper());

  private void refuse(String address) {
    refusals.response(InetAddress.ofLiteral(address), RequestFault.BAD_HOST);
  }

  @Test
  void an_address_gets_one_line_a_minute_and_the_next_tells_how_many_were_left_out() {
    for (int second = 0; second < 120; second++) {
      for (int times = 0; times < 50; times++) {
        refuse("10.0.0.1");
      }
      now.addAndGet(Duration.ofSeconds(1).toNanos());
    }
    String line =
        "10.0.0.1: its request was refused: Send exactly one Host header, with a host name"
            + " and perhaps a port.";
    assertEquals(List.of(line, line + " (2,999 more of these in the last minute)"), lines);
  }

  @Test
  void the_addresses_of_one_ipv6_network_get_one_line_together() {
    refuse("2001:db8::1");
    refuse("2001:db8::2");
    assertEquals(1, lines.size(), lines.toString());
  }

  @Test
  void many_addresses_get_few_lines() {
    for (int number = 0; number < 5_000; number++) {
      refuse("10.0.%d.%d".formatted(number / 256, number % 256));
    }
    assertEquals(ConnectionRefusals.LOGGED_ADDRESSES, lines.size());
    now.addAndGet(Duration.ofMinutes(1).toNanos());
    refusals.flushLog();
    assertEquals(ConnectionRefusals.LOGGED_ADDRESSES + 1, lines.size());
  }
}
