package com.upcoach.idempotency;

import java.util.UUID;
import java.util.random.RandomGenerator;

/// What the server chooses for a request: the same whenever the request is carried out again.
///
/// @param id for what is made
/// @param random for a code that is not to be guessed; not for use beside the id, from which it
/// may follow
public record ReservedId(UUID id, RandomGenerator random) {}
