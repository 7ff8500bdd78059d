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

/// Where Redis is.
///
/// @param kind how its servers stand together
/// @param urls one or more, `redis://user:password@host:6379` or `rediss://…` for TLS: the
///     server, the sentinels, or some servers of the cluster. Special characters in the user (one
///     of Redis's ACL) and the password are percent-encoded. Sentinels are asked without them,
///     unless they want a password
/// @param masterName what the sentinels call it
/// @param authority file with the certificate (PEM) of who signed that of the servers; empty for
/// those whom Java trusts
/// @param prefix of all keys
public record RedisAddress(
    Kind kind, List<String> urls, String masterName, Optional<String> authority, String prefix) {

  private static final int CONNECTS_WITHIN_MS = 1_000;

  /// How the servers stand together.
  public enum Kind {
    STANDALONE,
    SENTINEL,
    CLUSTER
  }

  /// @throws IllegalArgumentException where one of them is no address of a Redis; the message
  /// holds no password
  public RedisAddress {
    urls = List.copyOf(urls);
    if (urls.isEmpty() || (kind == Kind.STANDALONE && urls.size() > 1)) {
      throw new IllegalArgumentException(
          kind == Kind.STANDALONE
              ? "a Redis that stands alone has one address"
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
      throw new IllegalArgumentException("an address is no URL", e);
    }
    boolean known = "redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme());
    if (!known || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "an address is not like redis://host:6379 or rediss://host:6379");
    }
  }

  RedisOptions options() {
    NetClientOptions net =
        new NetClientOptions()
            .setConnectTimeout(CONNECTS_WITHIN_MS)
            .setTcpNoDelay(true)
            .setTcpKeepAlive(true);
    boolean tls = urls.getFirst().startsWith("rediss:");
    if (tls) {
      net.setHostnameVerificationAlgorithm("HTTPS");
      authority.ifPresent(file -> net.setTrustOptions(new PemTrustOptions().addCertPath(file)));
    }
    RedisOptions options =
        new RedisOptions()
            .setType(
                switch (kind) {
                  case STANDALONE -> RedisClientType.STANDALONE;
                  case SENTINEL -> RedisClientType.SENTINEL;
                  case CLUSTER -> RedisClientType.CLUSTER;
                })
            .setNetClientOptions(net)
            // HELLO logs in before anything else. Without it the client logs in only
            // where Redis demands it, which it does not where its default user has no
            // password. Sentinels need not know the user, see #login.
            .setProtocolNegotiation(kind != Kind.SENTINEL)
            .setPreferredProtocolVersion(ProtocolVersion.RESP2);
    urls.stream().map(RedisAddress::withPlus).forEach(options::addConnectionString);
    if (kind == Kind.SENTINEL) {
      options.setMasterName(masterName);
    }
    return options;
  }

  /// The command that a connection to the master has to begin with, as the client does not log in
  /// by itself there; empty where it does, or where there is no user.
  Optional<Request> login() {
    String[] login = userInfo(urls.getFirst()).split(":", 2);
    return kind == Kind.SENTINEL && login.length == 2 && !login[0].isEmpty()
        ? Optional.of(Request.cmd(Command.AUTH).arg(decoded(login[0])).arg(decoded(login[1])))
        : Optional.empty();
  }

  private static String userInfo(String url) {
    return Objects.requireNonNullElse(URI.create(url).getRawUserInfo(), "");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  /// The client takes a plus for a blank, as forms have it; in a URL it is a plus.
  private static String withPlus(String url) {
    String login = userInfo(url);
    return url.replace(login + '@', login.replace("+", "%2B") + '@');
  }

  /// A key that stands on the same server as all others of the nodes' own.
  String ownKey(String name) {
    return '{' + prefix + "}:" + name;
  }

  /// Without the passwords.
  @Override
  public String toString() {
    return "RedisAddress[" + kind + " " + prefix + "]";
  }
}
