package com.upcoach.coalesce.nodes;

import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisOptions;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Where Redis is.
///
/// @param kind how its servers stand together
/// @param urls one or more, `redis://user:password@host:6379` or `rediss://…` for TLS: the
///     server, the sentinels, or some servers of the cluster
/// @param masterName what the sentinels call it
/// @param authority file with the certificate (PEM) of who signed that of the servers; empty for
/// those whom Java trusts
/// @param prefix of all keys
public record RedisAddress(
        Kind kind,
        List<String> urls,
        String masterName,
        Optional<String> authority,
        String prefix) {

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
            authority.ifPresent(
                    file -> net.setTrustOptions(new PemTrustOptions().addCertPath(file)));
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
                        // One round trip less, and nothing here needs the newer protocol.
                        .setProtocolNegotiation(false);
        urls.forEach(options::addConnectionString);
        if (kind == Kind.SENTINEL) {
            options.setMasterName(masterName);
        }
        return options;
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
