package com.upcoach.wire;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

/// Limits of connections and of the time that a request may take to arrive.
///
/// @param connections open at once, in total
/// @param perClient open at once from one client; 0 for no limit
/// @param exempt addresses without the limit per client, as those of a reverse proxy
/// @param client the client that an address belongs to, as a key with `equals`
/// @param head from the first byte of a head to its last, and from the opening of a connection to
///     the first byte
/// @param bodyBytesPerSecond least rate of a body, measured over ten seconds, and of a response,
///     over thirty; 0 for none
public record ConnectionLimits(
    int connections,
    int perClient,
    Predicate<InetAddress> exempt,
    Function<InetAddress, Object> client,
    Duration head,
    int bodyBytesPerSecond) {}
