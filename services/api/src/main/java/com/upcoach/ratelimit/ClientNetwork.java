package com.upcoach.ratelimit;

import com.upcoach.ratelimit.RateLimits.Client;

/// The network from which the current request comes.
@FunctionalInterface
public interface ClientNetwork {

  /// This machine: for background work.
  Client.Address LOCAL = new Client.Address(false, 0x7f000001L);

  /// The network of the current request. Must be called on the request's way to its resource
  /// method.
  Client.Address current();
}
