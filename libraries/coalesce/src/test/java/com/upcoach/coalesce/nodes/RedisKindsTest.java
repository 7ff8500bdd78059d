package com.upcoach.coalesce.nodes;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.coalesce.cache.Tag;
import com.upcoach.coalesce.nodes.RedisAddress.Kind;
import com.upcoach.redis.RedisGroup;
import com.upcoach.redis.RedisServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Each topology of Redis, with real servers.
@org.junit.jupiter.api.Tag("wall-time")
@Timeout(300)
@DisplayNameGeneration(ReplaceUnderscores.class)
class RedisKindsTest {

  private static final Tag ADA = new Tag("member", UUID.randomUUID());

  private static RedisAddress address(Kind kind, List<String> urls) {
    return new RedisAddress(kind, urls, "mymaster", Optional.empty(), "upcoach");
  }

  private static void assertInvalidateEachOther(TestNode first, TestNode other) {
    first.awaitState(SyncState.IN_SYNC);
    other.awaitState(SyncState.IN_SYNC);
    for (int change = 0; change < 20; change++) {
      long before = other.generation(ADA);
      first.write(ADA);
      other.awaitState(SyncState.IN_SYNC);
      assertNotEquals(before, other.generation(ADA));
    }
    first.awaitSharedState(List.of(ADA), other);
  }

  @Test
  void nodes_invalidate_each_other_through_a_cluster_and_after_a_server_was_down()
      throws IOException {
    try (RedisGroup cluster = RedisGroup.cluster();
        TestNode first = TestNode.at(address(Kind.CLUSTER, cluster.urls()));
        TestNode other = TestNode.at(address(Kind.CLUSTER, cluster.urls()))) {
      assertInvalidateEachOther(first, other);
      for (RedisServer server : cluster.servers()) {
        server.kill();
        server.restart();
        assertInvalidateEachOther(first, other);
      }
    }
  }

  @Test
  void nodes_follow_the_sentinel_to_another_master() {
    try (RedisGroup group = RedisGroup.sentinel();
        TestNode first = TestNode.at(address(Kind.SENTINEL, group.urls()));
        TestNode other = TestNode.at(address(Kind.SENTINEL, group.urls()))) {
      assertInvalidateEachOther(first, other);
      String name = first.awaitSharedState(List.of(ADA), other);
      group.servers().getFirst().kill();
      // Published to the next master, or through the fallback if that takes longer.
      first.write(ADA);
      assertInvalidateEachOther(first, other);
      assertNotEquals(name, first.awaitSharedState(List.of(ADA), other));
    }
  }

  /// The default user has no password, so Redis does not demand authentication: only its list of
  /// clients tells whether the nodes have authenticated.
  private static void assertLogIn(Kind kind, List<RedisServer> servers, List<String> urls) {
    servers.forEach(
        server -> server.execute("ACL", "SETUSER", "node", "on", ">p+w:@", "~*", "&*", "+@all"));
    try (TestNode first = TestNode.at(address(kind, loggingIn(urls, "node:p+w%3A%40")));
        TestNode other = TestNode.at(address(kind, loggingIn(urls, "node:p%2Bw:%40")));
        TestNode wrong = TestNode.at(address(kind, loggingIn(urls, "node:wrong")))) {
      assertInvalidateEachOther(first, other);
      wrong.awaitState(SyncState.DISCONNECTED);
      assertTrue(
          String.join(" ", wrong.statusLines()).contains("WRONGPASS"), "" + wrong.statusLines());
      assertTrue(
          servers.stream()
              .anyMatch(server -> server.execute("CLIENT", "LIST").contains("user=node")));
    }
  }

  private static List<String> loggingIn(List<String> urls, String login) {
    return urls.stream().map(url -> url.replace("redis://", "redis://" + login + "@")).toList();
  }

  @Test
  void nodes_log_in_as_the_user_of_the_address_though_redis_demands_none() {
    try (RedisServer redis = RedisServer.start()) {
      assertLogIn(Kind.STANDALONE, List.of(redis), List.of(redis.url()));
    }
  }

  @Test
  void nodes_log_in_where_the_default_user_may_do_nothing() {
    try (RedisServer redis =
        RedisServer.start("--user", "default", "on", "nopass", "~*", "+acl", "+client")) {
      assertLogIn(Kind.STANDALONE, List.of(redis), List.of(redis.url()));
    }
  }

  @Test
  void nodes_log_in_to_each_server_of_a_cluster() {
    try (RedisGroup cluster = RedisGroup.cluster()) {
      assertLogIn(Kind.CLUSTER, cluster.servers(), cluster.urls());
    }
  }

  @Test
  void nodes_log_in_to_the_master_behind_sentinels_that_do_not_know_the_user() {
    try (RedisGroup group = RedisGroup.sentinel()) {
      assertLogIn(Kind.SENTINEL, group.servers(), group.urls());
    }
  }

  @Test
  void nodes_connect_with_tls_if_they_trust_the_certificate(@TempDir Path folder) throws Exception {
    Certificates certificates = Certificates.in(folder);
    try (RedisServer redis =
            RedisServer.start(
                "--tls-port",
                RedisServer.OTHER_PORT,
                "--tls-cert-file",
                certificates.certificate().toString(),
                "--tls-key-file",
                certificates.key().toString(),
                "--tls-auth-clients",
                "no",
                "--requirepass",
                "secret");
        TestNode first = TestNode.at(trusting(redis.otherPort(), "secret", certificates));
        TestNode other = TestNode.at(trusting(redis.otherPort(), "secret", certificates));
        TestNode stranger =
            TestNode.at(
                address(
                    Kind.STANDALONE, List.of("rediss://:secret@localhost:" + redis.otherPort())));
        TestNode wrong = TestNode.at(trusting(redis.otherPort(), "wrong", certificates))) {
      assertInvalidateEachOther(first, other);
      stranger.awaitState(SyncState.DISCONNECTED);
      wrong.awaitState(SyncState.DISCONNECTED);
      assertFalse(String.join(" ", wrong.statusLines()).contains("wrong"));
    }
  }

  private static RedisAddress trusting(int port, String password, Certificates certificates) {
    return new RedisAddress(
        Kind.STANDALONE,
        List.of("rediss://:" + password + "@localhost:" + port),
        "",
        Optional.of(certificates.authority().toString()),
        "upcoach");
  }

  @Test
  void a_malformed_address_is_rejected_without_quoting_its_password() {
    for (String url : List.of("", "http://:secret@host", "redis://", "redis:secret", "::secret")) {
      var rejected =
          assertThrows(
              IllegalArgumentException.class, () -> address(Kind.STANDALONE, List.of(url)));
      assertFalse(rejected.getMessage().contains("secret"), url);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> address(Kind.STANDALONE, RedisAddress.split("redis://a:1, redis://b:1")));
    address(Kind.CLUSTER, RedisAddress.split("redis://a:1, redis://b:1"));
  }
}
