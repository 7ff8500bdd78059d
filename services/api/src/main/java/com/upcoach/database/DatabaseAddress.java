package com.upcoach.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.SslMode;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.postgresql.ds.PGSimpleDataSource;

/// Where a PostgreSQL database is, and who we are to it.
///
/// @param parameters `sslmode` and `sslrootcert`, as libpq means them; `socket`, the folder of
/// the Unix socket where PostgreSQL is on this machine; `pooler=transaction` behind a
/// PgBouncer
public record DatabaseAddress(
    String host,
    int port,
    String database,
    String user,
    String password,
    Map<String, String> parameters) {

  private static final int DEFAULT_PORT = 5432;
  private static final int HIGHEST_PORT = 65_535;
  private static final String SSL_MODE = "sslmode";
  private static final String SSL_ROOT = "sslrootcert";
  private static final String SOCKET = "socket";
  private static final String POOLER = "pooler";
  private static final String TRANSACTION = "transaction";
  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
  private static final String SHAPE = "postgresql://user:password@host:5432/database";

  public DatabaseAddress {
    parameters = Map.copyOf(parameters);
  }

  /// An address without parameters.
  public static DatabaseAddress plain(
      String host, int port, String database, String user, String password) {
    return new DatabaseAddress(host, port, database, user, password, Map.of());
  }

  /// Reads `postgresql://user:password@host:port/database?sslmode=…`. Special characters in the
  /// user and the password are percent-encoded.
  ///
  /// @throws DatabaseFailure naming the part that is wrong, and never the password
  public static DatabaseAddress parse(String url) {
    var uri = uri(url);
    if (!Set.of("postgresql", "postgres").contains(String.valueOf(uri.getScheme()))) {
      throw wrong("it does not begin with postgresql://");
    }
    if (uri.getHost() == null) {
      throw wrong("it names no host");
    }
    if (uri.getPort() > HIGHEST_PORT) {
      throw wrong("port " + uri.getPort() + " is above " + HIGHEST_PORT);
    }
    var database = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("^/", "");
    if (database.isEmpty() || database.contains("/")) {
      throw wrong("it names no database after the host");
    }
    if (uri.getRawUserInfo() == null || uri.getRawUserInfo().startsWith(":")) {
      throw wrong("it names no user");
    }
    var who = uri.getRawUserInfo().split(":", 2);
    return new DatabaseAddress(
        uri.getHost().replaceAll("^\\[|\\]$", ""),
        uri.getPort() == -1 ? DEFAULT_PORT : uri.getPort(),
        decoded(database),
        decoded(who[0]),
        who.length == 2 ? decoded(who[1]) : "",
        parameters(uri.getRawQuery()));
  }

  private static URI uri(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      // The exception quotes its input, and with it the password: it must not become the
      // cause.
      throw wrong(
          "%s at character %d; percent-encode special characters"
              .formatted(e.getReason(), e.getIndex() + 1));
    }
  }

  private static Map<String, String> parameters(String query) {
    var parameters = new TreeMap<String, String>();
    for (var pair : query == null ? new String[0] : query.split("&")) {
      var parts = pair.split("=", 2);
      var value = parts.length == 2 ? decoded(parts[1]) : "";
      switch (parts[0]) {
        case SSL_ROOT -> parameters.put(SSL_ROOT, value);
        case SSL_MODE -> parameters.put(SSL_MODE, sslMode(value));
        case SOCKET -> parameters.put(SOCKET, socket(value));
        case POOLER -> parameters.put(POOLER, pooler(value));
        default ->
            throw wrong(
                "parameter %s is unknown; there are %s, %s, %s and %s"
                    .formatted(parts[0], SSL_MODE, SSL_ROOT, SOCKET, POOLER));
      }
    }
    return parameters;
  }

  private static String sslMode(String value) {
    if (!SSL_MODES.contains(value)) {
      throw wrong("sslmode must be one of " + String.join(", ", new TreeSet<>(SSL_MODES)));
    }
    return value;
  }

  private static String socket(String value) {
    if (!value.startsWith("/")) {
      throw wrong("socket is a folder, and begins with a slash");
    }
    return value;
  }

  private static String pooler(String value) {
    if (!value.equals(TRANSACTION)) {
      throw wrong("pooler can only be " + TRANSACTION);
    }
    return value;
  }

  private static String decoded(String text) {
    try {
      // URLDecoder is for forms, where a plus is a blank; in a URL it is a plus.
      return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    } catch (IllegalArgumentException e) {
      throw wrong("a percent sign is not followed by two hexadecimal digits");
    }
  }

  private static DatabaseFailure wrong(String what) {
    return new DatabaseFailure("database-url: %s (it looks like %s)".formatted(what, SHAPE));
  }

  /// The same server, another database.
  public DatabaseAddress named(String other) {
    return new DatabaseAddress(host, port, other, user, password, parameters);
  }

  /// The same behind a PgBouncer in transaction mode: nothing may be left behind on a
  /// connection from one transaction to the next, prepared statements neither.
  public DatabaseAddress pooledPerTransaction() {
    return with(POOLER, TRANSACTION);
  }

  public boolean isPooledPerTransaction() {
    return parameters.containsKey(POOLER);
  }

  /// The same for who can use Unix sockets; JDBC cannot, and stays with the host.
  DatabaseAddress withSocket(String folder) {
    return with(SOCKET, folder);
  }

  private DatabaseAddress with(String parameter, String value) {
    var more = new TreeMap<>(parameters);
    more.put(parameter, value);
    return new DatabaseAddress(host, port, database, user, password, more);
  }

  /// The address as [#parse] reads it, password included: not for logs.
  public String url() {
    var query =
        parameters.entrySet().stream()
            .map(e -> e.getKey() + "=" + encoded(e.getValue()))
            .sorted()
            .collect(Collectors.joining("&"));
    return "postgresql://%s:%s@%s:%d/%s%s"
        .formatted(
            encoded(user),
            encoded(password),
            host.contains(":") ? "[" + host + "]" : host,
            port,
            encoded(database),
            query.isEmpty() ? "" : "?" + query);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  /// For plain JDBC: migrations, exports, and whatever may block.
  public PGSimpleDataSource dataSource() {
    var source = new PGSimpleDataSource();
    source.setServerNames(new String[] {host});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName(database);
    source.setUser(user);
    source.setPassword(password);
    source.setApplicationName("upcoach");
    source.setConnectTimeout(10);
    if (isPooledPerTransaction()) {
      source.setPrepareThreshold(0);
    }
    source.setSslMode(parameters.getOrDefault(SSL_MODE, "prefer"));
    if (parameters.containsKey(SSL_ROOT)) {
      source.setSslRootCert(parameters.get(SSL_ROOT));
    }
    return source;
  }

  /// For the event loop.
  ///
  /// @param sockets whether it can use Unix sockets, as the native transport does
  PgConnectOptions connectOptions(boolean sockets) {
    var mode = parameters.getOrDefault(SSL_MODE, "prefer");
    var options =
        new PgConnectOptions()
            .setHost(sockets ? parameters.getOrDefault(SOCKET, host) : host)
            .setPort(port)
            .setDatabase(database)
            .setUser(user)
            .setPassword(password)
            .setSslMode(SslMode.of(mode))
            .setUseLayer7Proxy(isPooledPerTransaction());
    if (parameters.containsKey(SSL_ROOT)) {
      options.setPemTrustOptions(new PemTrustOptions().addCertPath(parameters.get(SSL_ROOT)));
    } else if (!mode.startsWith("verify")) {
      // As libpq: without a root certificate these modes encrypt, and trust.
      options.setTrustAll(true);
    }
    if (mode.equals("verify-full")) {
      options.setHostnameVerificationAlgorithm("HTTPS");
    }
    return options;
  }

  /// Makes the database and its statistics extension unless they are there; for a server that
  /// is our own.
  void ensureDatabase() {
    try (var connection = named("postgres").dataSource().getConnection();
        var statement = connection.createStatement();
        var found =
            statement.executeQuery("select from pg_database where datname = '" + database + "'")) {
      if (found.next()) {
        return;
      }
      try (var creation = connection.createStatement()) {
        creation.execute("create database " + database);
      }
      try (var inside = dataSource().getConnection();
          var extension = inside.createStatement()) {
        extension.execute("create extension pg_stat_statements");
      }
    } catch (SQLException e) {
      throw new DatabaseFailure(
          "The database %s cannot be made: %s".formatted(database, e.getMessage()), e);
    }
  }

  @Override
  public String toString() {
    return "postgresql://%s@%s:%d/%s".formatted(user, host, port, database);
  }
}
