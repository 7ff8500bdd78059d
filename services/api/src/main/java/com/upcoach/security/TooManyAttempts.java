package com.upcoach.security;

import com.upcoach.outcome.RetryLater;
import java.time.Duration;

/// The refusal of an attempt to sign in, or to confirm the current password, after too many failed
/// attempts.
public record TooManyAttempts(Duration retryAfter) implements RetryLater {}
