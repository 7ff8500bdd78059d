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

/// Pools of connections for the event loop.
public final class Pools {

  /// More connections than the cores can serve only make each of them slower.
  private static final int FEWEST = 4;

  private static final int MOST = 16;
  private static final int STATEMENTS_UNDER_WAY = 32;
  private static final int LONGEST_STATEMENT = 16_384;
  private static final int CONNECTS_WITHIN_MS = 2_000;
  private static final int WAITS_AT_MOST_MS = 5_000;
  private static final int IDLE_MINUTES = 10;
  private static final int ATTEMPTS = 3;
  private static final int BETWEEN_ATTEMPTS_MS = 200;

  /// While one batch of reads is at the database the next is on its way there; more would only
  /// keep the batches small. Of writes the next waits here: it grows until the commit before it
  /// has ended, which it would have to wait for there as well.
  private static final Lanes.MaxInFlight BATCHES_UNDER_WAY = new Lanes.MaxInFlight(2, 1, 2);

  /// What a connection begins with behind a PgBouncer, which refuses what it does not know how to
  /// keep apart: the driver's own wishes for `extra_float_digits` are the server's usual ones.
  private static final Map<String, String> POOLED =
      Map.of("client_encoding", "utf8", "DateStyle", "ISO");

  /// Longer than any statement of a lane is waited for.
  private static final Duration DEAD_AFTER = Duration.ofSeconds(20);

  private Pools() {}

  /// The size of a pool when nobody chose one: two connections a core, 4 to 16.
  public static int usualSize() {
    return Math.clamp(2L * Runtime.getRuntime().availableProcessors(), FEWEST, MOST);
  }

  /// Opens a pool. Connections are made when they are needed; closing it is up to the caller.
  ///
  /// @param name what metrics and `pg_stat_activity` call it
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
        .setConnectionTimeout(WAITS_AT_MOST_MS)
        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout(IDLE_MINUTES)
        .setIdleTimeoutUnit(TimeUnit.MINUTES);
  }

  /// The lanes of batched statements. Connections are made when they are needed; closing it is up
  /// to the caller.
  ///
  /// @param notices takes word of each connection that is lost or made again
  public static Lanes lanes(
      Vertx vertx, DatabaseAddress address, Consumer<ConnectionNotice> notices) {
    var options = connectOptions(vertx, address, "lanes");
    if (!address.isPooledPerTransaction()) {
      // Planned once: where a table has many parts, a plan costs more than a batch, and one
      // batch is like the next. PgBouncer takes no such wish, and keeps no plans.
      options.addProperty("plan_cache_mode", "force_generic_plan");
    }
    return new Lanes(vertx, options, BATCHES_UNDER_WAY, DEAD_AFTER, notices);
  }

  private static PgConnectOptions connectOptions(
      Vertx vertx, DatabaseAddress address, String name) {
    var options = address.connectOptions(vertx.isNativeTransportEnabled());
    options.setCachePreparedStatements(!address.isPooledPerTransaction());
    if (address.isPooledPerTransaction()) {
      options.setProperties(new HashMap<>(POOLED));
    }
    // The statement of check-ins is longer than the driver would keep prepared by itself.
    options.setPreparedStatementCacheSqlLimit(LONGEST_STATEMENT);
    options.setPipeliningLimit(STATEMENTS_UNDER_WAY);
    options.setConnectTimeout(CONNECTS_WITHIN_MS);
    options.setReconnectAttempts(ATTEMPTS);
    options.setReconnectInterval(BETWEEN_ATTEMPTS_MS);
    options.setTcpKeepAlive(true);
    options.addProperty("application_name", "upcoach-" + name);
    options.setMetricsName(name);
    return options;
  }
}
