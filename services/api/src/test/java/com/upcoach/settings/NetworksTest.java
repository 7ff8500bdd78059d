package com.upcoach.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NetworksTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "0.0.0.0/0, 192.0.2.1, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fe00::1, false",
    "::1, ::1, true",
    "10.0.0.0/8, ::ffff:10.0.0.1, true",
  })
  void an_address_is_matched_with_a_network(String network, String address, boolean in) {
    assertEquals(in, Networks.parse(network).orElseThrow().contain(InetAddress.ofLiteral(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/",
        "10.0.0",
        "::1/129",
        ",",
        "10.0.0.1,",
        "10.0.0.1 10.0.0.2",
        "*"
      })
  void text_other_than_addresses_and_networks_is_refused(String text) {
    assertTrue(Networks.parse(text).isEmpty());
  }

  @Test
  void an_empty_list_contains_no_address() {
    assertEquals(
        false, Networks.parse(" ").orElseThrow().contain(InetAddress.ofLiteral("127.0.0.1")));
  }
}
