package com.upcoach.settings;

import com.upcoach.coalesce.nodes.RedisAddress;
import com.upcoach.database.DatabaseAddress;
import com.upcoach.database.DatabaseRoles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The settings of this process: complete, validated and immutable.
public final class Settings {

  private final Map<Setting, String> values;

  private Settings(Map<Setting, String> values) {
    this.values = values;
  }

  /// Builds settings from the given values, and defaults for the others.
  ///
  /// @throws UsageFailure on the first value that its setting does not allow
  public static Settings of(Function<Setting, Optional<ConfiguredValue>> configured) {
    var values = new EnumMap<Setting, String>(Setting.class);
    for (var setting : Setting.values()) {
      values.put(
          setting,
          configured
              .apply(setting)
              .map(value -> value.checked(setting))
              .orElse(setting.defaultValue()));
    }
    return new Settings(values);
  }

  /// A value from a source of settings.
  ///
  /// @param source the place of the value, for error messages: "the flag --port"
  public record ConfiguredValue(String value, String source) {

    private String checked(Setting setting) {
      if (setting.kind().allows(value)) {
        return value;
      }
      throw new UsageFailure(
          "%s: %s in %s is not usable: it must be %s"
              .formatted(
                  setting.key(),
                  setting.secret() ? "the value" : '"' + value + '"',
                  source,
                  setting.kind().description()));
    }
  }

  public int port() {
    return Math.toIntExact(whole(Setting.PORT));
  }

  /// The cost limit of one GraphQL request.
  public long graphCostLimit() {
    return whole(Setting.GRAPHQL_COST_LIMIT);
  }

  /// Whether GraphQL accepts persisted operations only.
  public boolean onlyPersistedOperations() {
    return text(Setting.GRAPHQL_OPERATIONS).equals("registered");
  }

  /// Whether callers without a session may read the GraphQL schema.
  public boolean openIntrospection() {
    return text(Setting.GRAPHQL_INTROSPECTION).equals("anybody");
  }

  public String host() {
    return text(Setting.HOST);
  }

  public Path data() {
    return underHome(text(Setting.DATA));
  }

  /// The existing database to use; empty for the embedded PostgreSQL.
  ///
  /// @throws com.upcoach.database.DatabaseFailure where the address is wrong
  /// @throws UsageFailure where a connection pooler is set for the embedded one
  public Optional<DatabaseAddress> database() {
    String url = text(Setting.DATABASE_URL);
    boolean pooled = !text(Setting.DATABASE_POOLER).equals("none");
    if (url.isEmpty()) {
      if (pooled) {
        throw new UsageFailure(
            "database-pooler: the embedded PostgreSQL has no pooler; give the pooler's address as database-url");
      }
      return Optional.empty();
    }
    DatabaseAddress address = DatabaseAddress.parse(url);
    return Optional.of(pooled ? address.pooledPerTransaction() : address);
  }

  /// The roles for the existing database; empty for the embedded PostgreSQL.
  ///
  /// @throws com.upcoach.database.DatabaseFailure where an address is wrong
  /// @throws UsageFailure where only the owner's address is given
  public Optional<DatabaseRoles> databaseRoles() {
    Optional<DatabaseAddress> server = database();
    String owner = text(Setting.DATABASE_OWNER_URL);
    if (server.isEmpty() && !owner.isEmpty()) {
      throw new UsageFailure(
          "database-owner-url: give database-url too; the embedded PostgreSQL has roles of its own");
    }
    return server.map(
        address ->
            owner.isEmpty()
                ? DatabaseRoles.same(address)
                : new DatabaseRoles(address, DatabaseAddress.parse(owner)));
  }

  public int databasePoolSize() {
    return Math.toIntExact(whole(Setting.DATABASE_POOL_SIZE));
  }

  /// The largest number of entries of one batch.
  public int batchLimit() {
    return Math.toIntExact(whole(Setting.BATCH_LIMIT));
  }

  /// The longest queue of each kind of read or write on one event loop.
  public int waitingLimit() {
    return Math.toIntExact(whole(Setting.WAITING_LIMIT));
  }

  /// The size of the response cache; 0 turns it off.
  public long cacheBytes() {
    return whole(Setting.CACHE_MEGABYTES) << 20;
  }

  /// Whether the fast path serves cached responses.
  public boolean hasFastPath() {
    return text(Setting.FAST_PATH).equals("on");
  }

  /// Whether the cache is warmed; always false with the cache off.
  public boolean warmsCache() {
    return text(Setting.WARMING).equals("on") && cacheBytes() > 0;
  }

  /// The Redis that nodes share; empty for a single node.
  ///
  /// @throws UsageFailure where the address is wrong
  public Optional<RedisAddress> redis() {
    String urls = text(Setting.REDIS_URL);
    if (urls.isEmpty()) {
      return Optional.empty();
    }
    String authority = text(Setting.REDIS_AUTHORITY);
    try {
      return Optional.of(
          new RedisAddress(
              RedisAddress.Kind.valueOf(text(Setting.REDIS_KIND).toUpperCase(Locale.ROOT)),
              RedisAddress.split(urls),
              text(Setting.REDIS_MASTER),
              authority.isEmpty() ? Optional.empty() : Optional.of(authority),
              text(Setting.REDIS_PREFIX)));
    } catch (IllegalArgumentException e) {
      throw new UsageFailure("redis-url: " + e.getMessage());
    }
  }

  public long bodyLimitBytes() {
    return whole(Setting.BODY_LIMIT_BYTES);
  }

  public long importLimitBytes() {
    return whole(Setting.IMPORT_LIMIT_BYTES);
  }

  /// The memory for all request bodies in flight.
  public long bodyMemoryBytes() {
    return whole(Setting.BODY_MEMORY_MEGABYTES) << 20;
  }

  /// The minimum transfer rate of a body; 0 for none.
  public int bodyBytesPerSecond() {
    return Math.toIntExact(whole(Setting.BODY_BYTES_PER_SECOND));
  }

  public Duration headTimeout() {
    return Duration.ofSeconds(whole(Setting.HEAD_SECONDS));
  }

  public Duration idleTimeout() {
    return Duration.ofSeconds(whole(Setting.IDLE_SECONDS));
  }

  public int connectionLimit() {
    return Math.toIntExact(whole(Setting.CONNECTION_LIMIT));
  }

  /// The limit of open connections per address; 0 for no limit.
  public int connectionsPerAddress() {
    return Math.toIntExact(whole(Setting.CONNECTIONS_PER_ADDRESS));
  }

  /// The refill rate of each client's token bucket, in requests a second; 0 for no limit.
  public long rateLimit() {
    return whole(Setting.RATE_LIMIT);
  }

  /// The size of each client's token bucket, in requests.
  public long rateLimitBurst() {
    return whole(Setting.RATE_LIMIT_BURST);
  }

  /// How long a stopping server still accepts requests.
  public Duration stopDelay() {
    return Duration.ofMillis(whole(Setting.STOP_DELAY_MILLIS));
  }

  /// The proxies whose `X-Forwarded-*` headers are trusted.
  public Networks trustedProxies() {
    return Networks.parse(text(Setting.TRUSTED_PROXIES)).orElseThrow();
  }

  /// The origins, beside the server's own, whose pages may make changes with the session cookie.
  public List<WebOrigin> allowedOrigins() {
    return WebOrigin.parseAll(text(Setting.ALLOWED_ORIGINS)).orElseThrow();
  }

  public Duration sessionLength() {
    return Duration.ofDays(whole(Setting.SESSION_DAYS));
  }

  public int passwordMemoryKib() {
    return Math.toIntExact(whole(Setting.PASSWORD_MEMORY_KIB));
  }

  public int passwordIterations() {
    return Math.toIntExact(whole(Setting.PASSWORD_ITERATIONS));
  }

  /// The log level as Quarkus spells it.
  public String logLevel() {
    return text(Setting.LOG_LEVEL).toUpperCase(Locale.ROOT);
  }

  public boolean logsJson() {
    return text(Setting.LOG_FORMAT).equals("json");
  }

  String text(Setting setting) {
    return values.get(setting);
  }

  private long whole(Setting setting) {
    return Long.parseLong(values.get(setting));
  }

  /// Expands a leading tilde: the shell does not expand it in files and variables.
  private static Path underHome(String path) {
    return path.equals("~") || path.startsWith("~/")
        ? Path.of(System.getProperty("user.home") + path.substring(1))
        : Path.of(path);
  }
}
