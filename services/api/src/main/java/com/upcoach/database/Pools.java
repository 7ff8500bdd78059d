package com.upcoach.database;

import com.upcoach.coalesce.ConnectionNotice;
import com.upcoach.coalesce.Lanes;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Connection pools and lanes for the event loop.
public final class Pools {

  /// Limits of the default pool size: more connections than cores can serve only slow each other
  /// down.
  private static final int MIN_SIZE = 4;

  private static final int MAX_SIZE = 16;
  private static final int PIPELINING_LIMIT = 32;
  private static final int MAX_CACHED_STATEMENT = 16_384;
  private static final int CONNECT_TIMEOUT_MS = 2_000;
  private static final int ACQUIRE_TIMEOUT_MS = 5_000;
  private static final int IDLE_MINUTES = 10;
  private static final int RECONNECT_ATTEMPTS = 3;
  private static final int RECONNECT_INTERVAL_MS = 200;

  /// Batches in flight for each lane. Of reads, a second batch travels while the database executes
  /// the first; more would only make the batches smaller. Of writes, the next batch waits here and
  /// grows until the previous commit has ended; in the database it would wait for that commit as
  /// well.
  private static final Lanes.MaxInFlight BATCHES_IN_FLIGHT = new Lanes.MaxInFlight(2, 1, 2);

  /// Startup parameters behind PgBouncer, which refuses parameters that it cannot track. It omits
  /// the driver's `extra_float_digits`, which equals the server's default.
  private static final Map<String, String> POOLED =
      Map.of("client_encoding", "utf8", "DateStyle", "ISO");

  /// Silence after which a connection counts as dead; longer than the timeout of any statement of a
  /// lane.
  private static final Duration DEAD_AFTER = Duration.ofSeconds(20);

  private Pools() {}

  /// The default size of a pool: two connections per core, from 4 to 16.
  public static int defaultSize() {
    return Math.clamp(2L * Runtime.getRuntime().availableProcessors(), MIN_SIZE, MAX_SIZE);
  }

  /// Opens a pool, which connects on demand. The caller must close it.
  ///
  /// @param name its name in metrics and in `pg_stat_activity`
  public static Pool open(Vertx vertx, DatabaseAddress address, int size, String name) {
    return PgBuilder.pool()
        .with(poolOptions(size, name))
        .connectingTo(connectOptions(vertx, address, name))
        .using(vertx)
        .build();
  }

  private static PoolOptions poolOptions(int size, String name) {
    return new PoolOptions()
        .setName(name)
        .setMaxSize(size)
        .setConnectionTimeout(ACQUIRE_TIMEOUT_MS)
        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout(IDLE_MINUTES)
        .setIdleTimeoutUnit(TimeUnit.MINUTES);
  }

  /// Opens the lanes of batched statements, which connect on demand. The caller must close them.
  ///
  /// @param notices takes a notice for each connection that is lost or re-established
  public static Lanes lanes(
      Vertx vertx, DatabaseAddress address, Consumer<ConnectionNotice> notices) {
    var options = connectOptions(vertx, address, "lanes");
    if (!address.isPooledPerTransaction()) {
      // Plans each statement once: with many partitions, planning costs more than execution, and
      // batches resemble each other. PgBouncer supports neither this parameter nor cached plans.
      options.addProperty("plan_cache_mode", "force_generic_plan");
    }
    return new Lanes(vertx, options, BATCHES_IN_FLIGHT, DEAD_AFTER, notices);
  }

  private static PgConnectOptions connectOptions(
      Vertx vertx, DatabaseAddress address, String name) {
    var options = address.connectOptions(vertx.isNativeTransportEnabled());
    options.setCachePreparedStatements(!address.isPooledPerTransaction());
    if (address.isPooledPerTransaction()) {
      options.setProperties(new HashMap<>(POOLED));
    }
    // The check-in statement is longer than the driver's default for cached statements.
    options.setPreparedStatementCacheSqlLimit(MAX_CACHED_STATEMENT);
    options.setPipeliningLimit(PIPELINING_LIMIT);
    options.setConnectTimeout(CONNECT_TIMEOUT_MS);
    options.setReconnectAttempts(RECONNECT_ATTEMPTS);
    options.setReconnectInterval(RECONNECT_INTERVAL_MS);
    options.setTcpKeepAlive(true);
    options.addProperty("application_name", "upcoach-" + name);
    options.setMetricsName(name);
    return options;
  }
}
