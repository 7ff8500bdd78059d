package com.upcoach.server;

import com.upcoach.redis.RedisServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// Tells a `@QuarkusTest` where a Redis is going to be, which the test starts and breaks itself.
public final class PortForRedis implements QuarkusTestResourceLifecycleManager {

    static final String PORT = "upcoach.test.redis-port";

    @Override
    public Map<String, String> start() {
        int port = RedisServer.freePort();
        return Map.of("upcoach.redis-url", "redis://127.0.0.1:" + port, PORT, "" + port);
    }

    @Override
    public void stop() {}
}
