package com.upcoach.idempotency;

import java.util.UUID;
import java.util.random.RandomGenerator;

/// Values that the server chooses for a request: the same each time the request is executed.
///
/// @param id of the thing that is made
/// @param random source of a secret code; do not use it together with the ID, from which it may be
///     derived
public record ReservedId(UUID id, RandomGenerator random) {}
