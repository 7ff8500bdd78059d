package com.upcoach.security;

import com.upcoach.outcome.RetryLater;
import java.time.Duration;

/// The refusal of an attempt to sign in, or to name the present password, after too many that
/// failed.
public record TooManyAttempts(Duration retryAfter) implements RetryLater {}
