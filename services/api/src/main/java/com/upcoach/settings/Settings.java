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

/// The settings this process runs with: complete, checked, and never changed.
public final class Settings {

  private final Map<Setting, String> values;

  private Settings(Map<Setting, String> values) {
    this.values = values;
  }

  /// Takes each value that is given and the usual one otherwise.
  ///
  /// @throws UsageFailure on the first value that its setting does not allow
  public static Settings of(Function<Setting, Optional<Given>> given) {
    var values = new EnumMap<Setting, String>(Setting.class);
    for (var setting : Setting.values()) {
      values.put(
          setting, given.apply(setting).map(one -> one.checked(setting)).orElse(setting.usual()));
    }
    return new Settings(values);
  }

  /// A value that somebody gave.
  ///
  /// @param source where, to end the sentence "… was given by …"
  public record Given(String value, String source) {

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
                  setting.kind().described()));
    }
  }

  public int port() {
    return Math.toIntExact(whole(Setting.PORT));
  }

  /// The highest cost of one GraphQL request.
  public long graphCostLimit() {
    return whole(Setting.GRAPHQL_COST_LIMIT);
  }

  /// Whether GraphQL takes persisted operations alone.
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

  /// Empty: the embedded PostgreSQL is used.
  ///
  /// @throws com.upcoach.database.DatabaseFailure where the address is wrong
  /// @throws UsageFailure where a pooler is set for the embedded one
  public Optional<DatabaseAddress> database() {
    String url = text(Setting.DATABASE_URL);
    boolean pooled = !text(Setting.DATABASE_POOLER).equals("none");
    if (url.isEmpty()) {
      if (pooled) {
        throw new UsageFailure(
            "database-pooler: the embedded PostgreSQL has none; give the pooler's address as database-url");
      }
      return Optional.empty();
    }
    DatabaseAddress address = DatabaseAddress.parse(url);
    return Optional.of(pooled ? address.pooledPerTransaction() : address);
  }

  /// The roles that the existing database is used with. Empty: the embedded PostgreSQL is used.
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
        there ->
            owner.isEmpty()
                ? DatabaseRoles.same(there)
                : new DatabaseRoles(there, DatabaseAddress.parse(owner)));
  }

  public int databasePoolSize() {
    return Math.toIntExact(whole(Setting.DATABASE_POOL_SIZE));
  }

  /// Most entries of one batch.
  public int batchLimit() {
    return Math.toIntExact(whole(Setting.BATCH_LIMIT));
  }

  /// Most callers that wait for each kind of read or write on one event loop.
  public int waitingLimit() {
    return Math.toIntExact(whole(Setting.WAITING_LIMIT));
  }

  /// Of all answers that are kept.
  public long cacheBytes() {
    return whole(Setting.CACHE_MEGABYTES) << 20;
  }

  /// Whether the fast path serves cached responses.
  public boolean hasFastPath() {
    return text(Setting.FAST_PATH).equals("on");
  }

  /// Whether answers are made before they are asked for; never where none are kept.
  public boolean warms() {
    return text(Setting.WARMING).equals("on") && cacheBytes() > 0;
  }

  /// Empty: this node has the members to itself.
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

  /// Memory for all bodies in flight.
  public long bodyMemoryBytes() {
    return whole(Setting.BODY_MEMORY_MEGABYTES) << 20;
  }

  /// Least rate of a body; 0 for none.
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

  /// Open connections that one address may have; 0 for no limit.
  public int connectionsPerAddress() {
    return Math.toIntExact(whole(Setting.CONNECTIONS_PER_ADDRESS));
  }

  /// Requests a second that come back to each client; 0 for no limit.
  public long rateLimit() {
    return whole(Setting.RATE_LIMIT);
  }

  /// Requests that may come at once.
  public long rateLimitBurst() {
    return whole(Setting.RATE_LIMIT_BURST);
  }

  /// How long a server that is stopped still answers.
  public Duration stopDelay() {
    return Duration.ofMillis(whole(Setting.STOP_DELAY_MILLIS));
  }

  /// Whose `X-Forwarded-For` is believed.
  public Networks trustedProxies() {
    return Networks.parse(text(Setting.TRUSTED_PROXIES)).orElseThrow();
  }

  /// Whose pages may make changes with the session cookie, beside the server's own.
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

  /// In Quarkus's spelling.
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

  /// The shell opens a tilde only in some places; a file or a variable's value is none of them.
  private static Path underHome(String path) {
    return path.equals("~") || path.startsWith("~/")
        ? Path.of(System.getProperty("user.home") + path.substring(1))
        : Path.of(path);
  }
}
