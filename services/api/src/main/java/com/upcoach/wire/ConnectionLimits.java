package com.upcoach.wire;

import java.net.InetAddress;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

/// Limits on the number of connections, and on the time in which a request must arrive.
///
/// @param connections maximum of open connections, in total
/// @param perClient maximum of open connections from one client; 0 for no limit
/// @param exempt addresses without the limit per client, such as a reverse proxy
/// @param client maps an address to its client, as a key with `equals`
/// @param head deadline from the first byte of a head to its last, and from the opening of a
///     connection to the first byte
/// @param bodyBytesPerSecond minimum rate of a body, measured over ten seconds, and of a response,
///     measured over thirty; 0 for no minimum
public record ConnectionLimits(
    int connections,
    int perClient,
    Predicate<InetAddress> exempt,
    Function<InetAddress, Object> client,
    Duration head,
    int bodyBytesPerSecond) {}
