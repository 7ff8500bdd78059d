package com.upcoach.coalesce.nodes;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.ProtocolVersion;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.net.URI;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Address of Redis.
///
/// @param kind topology of the servers
/// @param urls one or more, `redis://user:password@host:6379` or `rediss://…` for TLS: the server,
///     the sentinels, or some servers of the cluster. Special characters in the user (an ACL user)
///     and the password are percent-encoded. Sentinels get the password but not the user
/// @param masterName name of the master at the sentinels
/// @param authority file with the certificate (PEM) of the authority that signed the servers'
///     certificates; empty for the authorities that Java trusts
/// @param prefix of all keys
public record RedisAddress(
    Kind kind, List<String> urls, String masterName, Optional<String> authority, String prefix) {

  private static final int CONNECT_TIMEOUT_MS = 1_000;

  /// Topology of the servers.
  public enum Kind {
    STANDALONE,
    SENTINEL,
    CLUSTER
  }

  /// @throws IllegalArgumentException if an address is malformed; the message contains no password
  public RedisAddress {
    urls = List.copyOf(urls);
    if (urls.isEmpty() || (kind == Kind.STANDALONE && urls.size() > 1)) {
      throw new IllegalArgumentException(
          kind == Kind.STANDALONE
              ? "a standalone Redis has exactly one address"
              : "at least one address is needed");
    }
    urls.forEach(RedisAddress::check);
  }

  /// @param urls separated by commas
  public static List<String> split(String urls) {
    return Arrays.stream(urls.split(",", -1)).map(String::strip).toList();
  }

  private static void check(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("an address is not a URL", e);
    }
    boolean isKnownScheme = "redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme());
    if (!isKnownScheme || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "an address must look like redis://host:6379 or rediss://host:6379");
    }
  }

  RedisOptions options() {
    NetClientOptions netOptions =
        new NetClientOptions()
            .setConnectTimeout(CONNECT_TIMEOUT_MS)
            .setTcpNoDelay(true)
            .setTcpKeepAlive(true);
    boolean tls = urls.getFirst().startsWith("rediss:");
    if (tls) {
      netOptions.setHostnameVerificationAlgorithm("HTTPS");
      authority.ifPresent(
          file -> netOptions.setTrustOptions(new PemTrustOptions().addCertPath(file)));
    }
    RedisOptions options =
        new RedisOptions()
            .setType(
                switch (kind) {
                  case STANDALONE -> RedisClientType.STANDALONE;
                  case SENTINEL -> RedisClientType.SENTINEL;
                  case CLUSTER -> RedisClientType.CLUSTER;
                })
            .setNetClientOptions(netOptions)
            // HELLO authenticates first. Without it the client authenticates only on demand, and
            // Redis demands nothing if its default user has no password. Sentinels need not know
            // the user, see #login.
            .setProtocolNegotiation(kind != Kind.SENTINEL)
            .setPreferredProtocolVersion(ProtocolVersion.RESP2);
    urls.stream().map(RedisAddress::escapePlus).forEach(options::addConnectionString);
    if (kind == Kind.SENTINEL) {
      options.setMasterName(masterName);
    }
    return options;
  }

  /// First command on a connection to a master found by sentinels, where the client does not
  /// authenticate by itself; empty elsewhere, or without a user.
  Optional<Request> login() {
    String[] login = userInfo(urls.getFirst()).split(":", 2);
    return kind == Kind.SENTINEL && login.length == 2 && !login[0].isEmpty()
        ? Optional.of(Request.cmd(Command.AUTH).arg(decode(login[0])).arg(decode(login[1])))
        : Optional.empty();
  }

  private static String userInfo(String url) {
    return Objects.requireNonNullElse(URI.create(url).getRawUserInfo(), "");
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  /// The client decodes a plus as a space, as forms do; in a URL it is a plus.
  private static String escapePlus(String url) {
    String login = userInfo(url);
    return url.replace(login + '@', login.replace("+", "%2B") + '@');
  }

  /// Key in the same hash slot as all other keys of the nodes, so that scripts work on a cluster.
  String ownKey(String name) {
    return '{' + prefix + "}:" + name;
  }

  /// Omits the passwords.
  @Override
  public String toString() {
    return "RedisAddress[" + kind + " " + prefix + "]";
  }
}
