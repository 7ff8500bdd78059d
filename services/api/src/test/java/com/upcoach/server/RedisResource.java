package com.upcoach.server;

import com.upcoach.redis.RedisServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/// Starts a separate Redis for a `@QuarkusTest`, which the test may break.
public final class RedisResource implements QuarkusTestResourceLifecycleManager {

  private static final String PORT = "upcoach.test.redis-port";
  private static final String FOLDER = "upcoach.test.redis-folder";
  private static final String PID = "upcoach.test.redis-pid";

  private RedisServer redis;

  @Override
  public Map<String, String> start() {
    redis = RedisServer.start();
    return Map.of(
        "upcoach.redis-url",
        redis.url(),
        PORT,
        "" + redis.port(),
        FOLDER,
        redis.folder().toString(),
        PID,
        "" + redis.pid());
  }

  /// The started server. A test that restarts it stops the new one itself.
  static RedisServer started() {
    Config config = ConfigProvider.getConfig();
    return RedisServer.running(
        Path.of(config.getValue(FOLDER, String.class)),
        config.getValue(PORT, Integer.class),
        config.getValue(PID, Long.class));
  }

  @Override
  public void stop() {
    redis.close();
  }
}
