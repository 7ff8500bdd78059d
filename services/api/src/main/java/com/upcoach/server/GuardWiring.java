package com.upcoach.server;

import com.upcoach.edge.RateLimits;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// What guards the API against those who ask too often.
@Singleton
final class GuardWiring {

    @Produces
    @Singleton
    RateLimits limits(Settings settings) {
        return new RateLimits(settings.rateLimit(), settings.rateLimitBurst(), System::nanoTime);
    }
}
