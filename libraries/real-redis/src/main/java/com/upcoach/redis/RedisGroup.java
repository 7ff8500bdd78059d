package com.upcoach.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// A group of Redis servers: a cluster, or a master with replica and sentinel.
public final class RedisGroup implements AutoCloseable {

  private static final long TIMEOUT = TimeUnit.SECONDS.toNanos(30);
  private static final int SLOTS = 16_384;

  private final List<RedisServer> servers;
  private final List<String> urls;

  private RedisGroup(List<RedisServer> servers, List<String> urls) {
    this.servers = servers;
    this.urls = urls;
  }

  /// A cluster of three masters that share the slots.
  public static RedisGroup cluster() {
    List<RedisServer> servers =
        Stream.generate(
                () ->
                    RedisServer.start(
                        "--cluster-enabled",
                        "yes",
                        "--cluster-node-timeout",
                        "2000",
                        "--cluster-port",
                        RedisServer.OTHER_PORT))
            .limit(3)
            .toList();
    for (int index = 0; index < servers.size(); index++) {
      int from = SLOTS * index / servers.size();
      int to = SLOTS * (index + 1) / servers.size() - 1;
      servers.get(index).execute("CLUSTER", "ADDSLOTSRANGE", "" + from, "" + to);
      servers.get(index).execute("CLUSTER", "SET-CONFIG-EPOCH", "" + (index + 1));
    }
    RedisServer first = servers.getFirst();
    for (RedisServer other : servers.subList(1, servers.size())) {
      first.execute("CLUSTER", "MEET", "127.0.0.1", "" + other.port(), "" + other.otherPort());
    }
    for (RedisServer server : servers) {
      await(
          "the cluster",
          () ->
              server.execute("CLUSTER", "INFO").contains("cluster_state:ok")
                  && server.execute("CLUSTER", "INFO").contains("cluster_known_nodes:3"));
    }
    return new RedisGroup(servers, servers.stream().map(RedisServer::url).toList());
  }

  /// A master with a replica, and a sentinel that knows the master as `mymaster` and makes the
  /// replica master half a second after the master is gone. The servers are in this order.
  public static RedisGroup sentinel() {
    RedisServer master = RedisServer.start();
    RedisServer replica = RedisServer.start("--replicaof", "127.0.0.1", "" + master.port());
    await(
        "the replica",
        () -> replica.execute("INFO", "replication").contains("master_link_status:up"));
    RedisServer sentinel = RedisServer.start(sentinelFile(master.port()), "--sentinel");
    await(
        "the sentinel",
        () -> sentinel.execute("SENTINEL", "REPLICAS", "mymaster").contains("127.0.0.1"));
    return new RedisGroup(List.of(master, replica, sentinel), List.of(sentinel.url()));
  }

  /// Sentinels write to the file that they are started with.
  private static String sentinelFile(int masterPort) {
    try {
      Path file = Files.createTempFile("sentinel", ".conf");
      file.toFile().deleteOnExit();
      Files.writeString(
          file,
          """
                    sentinel monitor mymaster 127.0.0.1 %d 1
                    sentinel down-after-milliseconds mymaster 500
                    sentinel failover-timeout mymaster 5000
                    """
              .formatted(masterPort));
      return file.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void await(String expected, BooleanSupplier condition) {
    long limit = System.nanoTime() + TIMEOUT;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > limit) {
        throw new IllegalStateException(expected + " : the condition was not reached in time");
      }
      Thread.onSpinWait();
    }
  }

  /// The servers, in the order stated by the factory method.
  public List<RedisServer> servers() {
    return new ArrayList<>(servers);
  }

  /// URLs to configure at clients.
  public List<String> urls() {
    return urls;
  }

  @Override
  public void close() {
    servers.reversed().forEach(RedisServer::close);
  }
}
