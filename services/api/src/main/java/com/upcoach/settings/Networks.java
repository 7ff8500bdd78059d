package com.upcoach.settings;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A list of IP addresses and networks (CIDR). Host names are rejected, so there is no DNS lookup.
public final class Networks {

  private static final int ANY_PORT = 0;

  private final List<IpSubnetFilterRule> rules;

  private Networks(List<IpSubnetFilterRule> rules) {
    this.rules = rules;
  }

  /// Parses addresses and networks such as `127.0.0.1, 10.0.0.0/8, fd00::/8`; blank text is an
  /// empty list.
  ///
  /// @return empty where an entry is neither
  static Optional<Networks> parse(String text) {
    List<IpSubnetFilterRule> rules = new ArrayList<>();
    for (String entry : text.isBlank() ? new String[0] : text.split(",", -1)) {
      String[] parts = entry.strip().split("/", 2);
      InetAddress address = NetUtil.createInetAddressFromIpAddressString(parts[0]);
      if (address == null) {
        return Optional.empty();
      }
      int bits = address.getAddress().length * Byte.SIZE;
      String prefix = parts.length == 1 ? String.valueOf(bits) : parts[1];
      if (!prefix.matches("\\d{1,3}") || Integer.parseInt(prefix) > bits) {
        return Optional.empty();
      }
      rules.add(new IpSubnetFilterRule(address, Integer.parseInt(prefix), IpFilterRuleType.ACCEPT));
    }
    return Optional.of(new Networks(List.copyOf(rules)));
  }

  public boolean contain(InetAddress address) {
    InetSocketAddress candidate = new InetSocketAddress(address, ANY_PORT);
    return rules.stream().anyMatch(rule -> rule.matches(candidate));
  }
}
