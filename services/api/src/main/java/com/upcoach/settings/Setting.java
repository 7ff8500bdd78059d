package com.upcoach.settings;

import static com.upcoach.settings.ValueKind.choice;
import static com.upcoach.settings.ValueKind.networks;
import static com.upcoach.settings.ValueKind.origins;
import static com.upcoach.settings.ValueKind.text;
import static com.upcoach.settings.ValueKind.whole;

import com.upcoach.database.BatchedStatements;
import com.upcoach.database.Pools;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// All settings with their keys, allowed values, defaults and help texts. Flags, environment
/// variables, the settings file and `--help` are derived from this table: a new setting is one line
/// here and a getter in [Settings].
public enum Setting {
  PORT("port", whole(0, 65_535), "8080", "Port that HTTP listens on; 0 takes a free one."),
  HOST(
      "host",
      text(),
      "127.0.0.1",
      "Address that HTTP listens on. 0.0.0.0 opens it to the network: put TLS in front."),
  DATA("data", text(), "~/.upcoach", "Folder of all data."),
  DATABASE_URL(
      "database-url",
      text(),
      "",
      "Existing PostgreSQL 15 or newer, postgresql://user:password@host:5432/database;"
          + " without it the embedded one is used. Best given in the environment or file."),
  DATABASE_OWNER_URL(
      "database-owner-url",
      text(),
      "",
      "The same database as the role that owns its tables, for migrations and upkeep; then"
          + " database-url may name a role that only reads and writes rows. Without it"
          + " database-url does both. Best given in the environment or file."),
  DATABASE_POOLER(
      "database-pooler",
      choice("none", "transaction"),
      "none",
      "Connection pooler in front of that PostgreSQL: transaction for a PgBouncer in transaction"
          + " mode, which costs throughput."),
  DATABASE_POOL_SIZE(
      "database-pool-size",
      whole(1, 200),
      Integer.toString(Pools.defaultSize()),
      "Connections in the pool to the database; by default two for each core, 4 to 16."),
  BATCH_LIMIT(
      "batch-limit",
      whole(1, 1_024),
      "256",
      "Most reads or writes that the database gets as one batch; 1 turns batching off."),
  WAITING_LIMIT(
      "waiting-limit",
      whole(16, 65_536),
      Integer.toString(BatchedStatements.DEFAULT_QUEUE_LIMIT),
      "Most requests that wait for each kind of read or write on one event loop; further ones"
          + " are refused immediately."),
  CACHE_MEGABYTES(
      "cache-megabytes",
      whole(0, 65_536),
      "24",
      "Memory of the response cache; 0 turns it off. More than the default needs a larger heap."),
  FAST_PATH(
      "fast-path",
      choice("on", "off"),
      "on",
      "Whether cached responses are sent before a request is decoded as a whole. Turn it off to find"
          + " out whether it causes a fault: responses stay the same, and take longer."),
  WARMING(
      "warming",
      choice("on", "off"),
      "on",
      "Cache warming: whether the server loads responses in idle time before members need them."),
  REDIS_URL(
      "redis-url",
      text(),
      "",
      "Redis 7 or newer with which several nodes invalidate and share cached responses:"
          + " redis://user:password@host:6379, or rediss:// for TLS; several, with commas"
          + " between, for sentinels and clusters. One node needs none. Best given in the"
          + " environment or file."),
  REDIS_KIND(
      "redis-kind",
      choice("standalone", "sentinel", "cluster"),
      "standalone",
      "Deployment of the servers in redis-url."),
  REDIS_MASTER("redis-master", text(), "mymaster", "Name of the master at the sentinels."),
  REDIS_AUTHORITY(
      "redis-authority",
      text(),
      "",
      "File with the CA certificate (PEM) of a Redis with TLS; without it the usual authorities"
          + " are trusted."),
  REDIS_PREFIX(
      "redis-prefix",
      text(),
      "upcoach",
      "Prefix of all keys in Redis: different for each database whose nodes share a Redis."),
  BODY_LIMIT_BYTES(
      "body-limit-bytes",
      whole(1_024, 64L << 20),
      "1048576",
      "Largest request body, except for imports."),
  IMPORT_LIMIT_BYTES(
      "import-limit-bytes", whole(1_024, 1L << 30), "33554432", "Largest imported file."),
  BODY_MEMORY_MEGABYTES(
      "body-memory-megabytes",
      whole(4, 65_536),
      "24",
      "Memory for all request bodies in flight; further requests are refused until some of it"
          + " is free. One member may use a quarter of it."),
  BODY_BYTES_PER_SECOND(
      "body-bytes-per-second",
      whole(0, 1L << 20),
      "1024",
      "Slowest rate at which a request body may arrive, measured over 10 seconds, or a client"
          + " may read a response, over 30; 0 for no limit."),
  HEAD_SECONDS(
      "head-seconds",
      whole(1, 600),
      "10",
      "Seconds in which the headers of a request must arrive."),
  IDLE_SECONDS(
      "idle-seconds",
      whole(2, 86_400),
      "75",
      "Seconds after which an idle connection is closed. Make it longer than the idle time of"
          + " a proxy in front."),
  CONNECTION_LIMIT(
      "connection-limit",
      whole(16, 1_000_000),
      "12000",
      "Most open connections; further ones are refused."),
  CONNECTIONS_PER_ADDRESS(
      "connections-per-address",
      whole(0, 1_000_000),
      "256",
      "Most open connections from one address (IPv6: from one /64 network); 0 for no limit."
          + " Addresses in trusted-proxies have none."),
  GRAPHQL_COST_LIMIT(
      "graphql-cost-limit",
      // With less, signing in by GraphQL would exceed the limit.
      whole(2_500, 10_000_000),
      "10000",
      "Highest cost of one GraphQL request: about the number of fields in its response, plus"
          + " the weights of reads and changes."),
  GRAPHQL_OPERATIONS(
      "graphql-operations",
      choice("any", "registered"),
      "any",
      "Which GraphQL operations are allowed: any, or only the persisted operations of the"
          + " apps."),
  GRAPHQL_INTROSPECTION(
      "graphql-introspection",
      choice("operators", "anybody"),
      "operators",
      "Who may read the GraphQL schema by introspection."),
  RATE_LIMIT(
      "rate-limit",
      whole(0, 1_000_000),
      "50",
      "Steady requests a second of one member, or of one address without a session; 0 for no"
          + " limit. Each node counts for itself."),
  RATE_LIMIT_BURST(
      "rate-limit-burst",
      whole(20, 10_000_000),
      "1000",
      "Requests of one client in a burst before rate-limit applies."),
  TRUSTED_PROXIES(
      "trusted-proxies",
      networks(),
      "127.0.0.1, ::1",
      "Addresses and networks of the proxies and load balancers in front, with commas between:"
          + " their X-Forwarded-For, -Proto and -Host are trusted."),
  ALLOWED_ORIGINS(
      "allowed-origins",
      origins(),
      "",
      "Origins, with commas between, that may send changes with the session cookie, in addition"
          + " to the server's own: the server's address as browsers see it, if a proxy hides"
          + " it; or an origin of the same site, such as https://app.example.org beside"
          + " https://api.example.org. From there a browser sends only uploads and POSTs"
          + " without a body, because there is no CORS. Other sites cannot be allowed: their"
          + " pages get no session cookie (SameSite=Strict)."),
  SESSION_DAYS("session-days", whole(1, 400), "30", "Days after which a session expires."),
  PASSWORD_MEMORY_KIB(
      "password-memory-kib",
      whole(19_456, 1L << 20),
      "19456",
      "Memory for hashing one password (Argon2id, KiB)."),
  PASSWORD_ITERATIONS(
      "password-iterations", whole(2, 20), "2", "Iterations for hashing one password (Argon2id)."),
  STOP_DELAY_MILLIS(
      "stop-delay-millis",
      whole(0, 600_000),
      "300",
      "Milliseconds that a stopping server still accepts requests after /readyz says 503. Behind"
          + " a load balancer: longer than it takes to notice, such as 10000."),
  LOG_LEVEL(
      "log-level",
      choice("error", "warn", "info", "debug", "trace"),
      "info",
      "Lowest level of log lines."),
  LOG_FORMAT("log-format", choice("text", "json"), "text", "Format of log lines.");

  private static final String ENVIRONMENT = "UPCOACH_";

  private final String key;

  /// Every kind is an immutable record, which Error Prone cannot see through the interface.
  @SuppressWarnings("ImmutableEnumChecker")
  private final ValueKind kind;

  private final String defaultValue;
  private final String help;

  Setting(String key, ValueKind kind, String defaultValue, String help) {
    this.key = key;
    this.kind = kind;
    this.defaultValue = defaultValue;
    this.help = help;
  }

  /// The name of the setting in files and after `--`.
  public String key() {
    return key;
  }

  ValueKind kind() {
    return kind;
  }

  /// The default value.
  public String defaultValue() {
    return defaultValue;
  }

  public String help() {
    return help;
  }

  /// Whether the value is a secret, which is never shown, not even when it is invalid.
  boolean secret() {
    return this == DATABASE_URL || this == DATABASE_OWNER_URL || this == REDIS_URL;
  }

  public String flag() {
    return "--" + key;
  }

  public String variable() {
    return ENVIRONMENT + key.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /// The name of the setting as a Quarkus property.
  public String property() {
    return "upcoach." + key;
  }

  static Optional<Setting> named(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }
}
