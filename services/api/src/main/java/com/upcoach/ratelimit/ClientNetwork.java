package com.upcoach.ratelimit;

import com.upcoach.ratelimit.RateLimits.Client;

/// The network that the present request comes from.
@FunctionalInterface
public interface ClientNetwork {

  /// This machine: for work that no request has asked for.
  Client.Address LOCAL = new Client.Address(false, 0x7f000001L);

  /// To be asked while the request is on its way to its resource method.
  Client.Address current();
}
