package com.upcoach.session;

import java.time.Instant;
import java.util.UUID;

/// A device that is signed in.
///
/// @param device what the device called itself; null where it did not
public record Session(UUID id, String device, Instant createdAt, Instant expiresAt) {}
