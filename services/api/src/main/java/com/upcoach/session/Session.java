package com.upcoach.session;

import java.time.Instant;
import java.util.UUID;

/// A session: a device that is signed in.
///
/// @param device the name of the device; null for none
public record Session(UUID id, String device, Instant createdAt, Instant expiresAt) {}
