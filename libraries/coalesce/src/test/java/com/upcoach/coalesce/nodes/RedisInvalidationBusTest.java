package com.upcoach.coalesce.nodes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.coalesce.cache.Tag;
import com.upcoach.redis.RedisServer;
import com.upcoach.redis.RespClient;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Two nodes on a real Redis, which is really broken.
@org.junit.jupiter.api.Tag("wall-time")
@Timeout(180)
@DisplayNameGeneration(ReplaceUnderscores.class)
class RedisInvalidationBusTest {

  private static final Tag ADA = new Tag("member", UUID.randomUUID());
  private static final List<Tag> OF_ADA = List.of(ADA);

  private final RedisServer redis = RedisServer.start();
  private TestNode first;
  private TestNode other;

  @BeforeEach
  void join() {
    first = TestNode.at(redis.url());
    other = TestNode.at(redis.url());
    first.awaitState(SyncState.IN_SYNC);
    other.awaitState(SyncState.IN_SYNC);
  }

  @AfterEach
  void end() {
    first.close();
    other.close();
    redis.close();
  }

  @Test
  void every_node_has_received_an_invalidation_before_its_author_is_answered() {
    for (int change = 0; change < 300; change++) {
      TestNode author = change % 2 == 0 ? first : other;
      TestNode reader = change % 2 == 0 ? other : first;
      long before = reader.generation(ADA);

      author.write(ADA);

      // A reader that was too slow to receive it has no lease.
      assertTrue(reader.syncState() != SyncState.IN_SYNC || reader.generation(ADA) != before);
      reader.awaitState(SyncState.IN_SYNC);
      assertNotEquals(before, reader.generation(ADA));
    }
    assertEquals(0, first.fallbackTags().size());
  }

  @Test
  void an_empty_invalidation_completes_immediately() {
    assertTrue(first.bus().invalidate(List.of()).succeeded());
  }

  @Test
  void invalidations_of_the_same_moment_are_published_together() {
    List<Future<Void>> all =
        java.util.stream.Stream.generate(() -> new Tag("member", UUID.randomUUID()))
            .limit(500)
            .map(tag -> first.bus().invalidate(List.of(tag)))
            .toList();

    TestNode.await(Future.all(all));

    assertTrue(first.statistics().published() < 50);
  }

  @Test
  void an_author_does_not_wait_for_a_hanging_node_after_its_lease_has_ended()
      throws InterruptedException {
    CountDownLatch resume = new CountDownLatch(1);
    other.blockUntil(resume);

    first.write(ADA);

    // The node has not received it, and has no lease.
    assertNotEquals(SyncState.IN_SYNC, other.syncState());
    resume.countDown();
    other.awaitState(SyncState.IN_SYNC);
    other.awaitSharedState(OF_ADA, first);
  }

  @Test
  void a_node_that_cannot_read_a_new_entry_of_the_log_has_no_lease() {
    long before = other.generation(ADA);
    redis.execute("ACL", "SETUSER", "default", "-xread");
    redis.execute("CLIENT", "KILL", "TYPE", "normal");

    first.write(ADA);

    // A node that restarts has invalidated everything instead of reading the log.
    assertTrue(
        other.syncState() != SyncState.IN_SYNC || other.generation(ADA) != before, statusLines());
    redis.execute("ACL", "SETUSER", "default", "+xread");
    other.awaitState(SyncState.IN_SYNC);
    assertNotEquals(before, other.generation(ADA));
  }

  @Test
  void a_state_has_one_name_on_all_nodes_and_another_after_a_change() {
    first.write(ADA);
    String before = first.awaitSharedState(OF_ADA, other);

    other.write(ADA);

    assertNotEquals(before, first.awaitSharedState(OF_ADA, other));
  }

  @Test
  void an_invalidation_withdraws_the_name_of_the_state_before_it_is_published() {
    String before = first.awaitSharedState(OF_ADA, other);

    Future<Void> published = first.bus().invalidate(OF_ADA);

    assertNotEquals(Optional.of(before), first.bus().sharedState(OF_ADA));
    TestNode.await(published);
    assertNotEquals(before, first.awaitSharedState(OF_ADA, other));
  }

  @Test
  void invalidations_take_the_fallback_while_redis_is_down_and_are_published_later()
      throws IOException {
    redis.kill();
    first.awaitState(SyncState.DISCONNECTED);
    other.awaitState(SyncState.DISCONNECTED);

    first.write(ADA);
    assertEquals(Set.of(ADA), Set.copyOf(first.fallbackTags()));
    assertTrue(first.bus().sharedState(OF_ADA).isEmpty());

    long before = other.generation(ADA);
    redis.restart();
    first.awaitState(SyncState.IN_SYNC);
    other.awaitState(SyncState.IN_SYNC);
    first.awaitSharedState(OF_ADA, other);
    assertNotEquals(before, other.generation(ADA));
  }

  @Test
  void caches_are_invalidated_when_redis_comes_back_empty() throws IOException {
    first.write(ADA);
    String name = first.awaitSharedState(OF_ADA, other);
    long before = other.generation(ADA);
    long begun = other.statistics().resyncs();

    redis.kill();
    redis.restart();

    other.awaitResync(begun);
    other.awaitState(SyncState.IN_SYNC);
    assertNotEquals(before, other.generation(ADA));
    assertNotEquals(name, first.awaitSharedState(OF_ADA, other));
  }

  @Test
  void no_name_comes_again_when_redis_is_set_back_to_an_old_state() throws IOException {
    first.write(ADA);
    redis.execute("SAVE");
    String name = first.awaitSharedState(OF_ADA, other);
    first.write(ADA);
    first.write(ADA);

    long begun = first.statistics().resyncs();
    long begunOther = other.statistics().resyncs();
    redis.kill();
    redis.restart();
    first.awaitResync(begun);
    other.awaitResync(begunOther);

    assertNotEquals(name, first.awaitSharedState(OF_ADA, other));
    first.write(ADA);
    assertNotEquals(name, first.awaitSharedState(OF_ADA, other));
  }

  @Test
  void a_full_redis_is_treated_as_unavailable_until_there_is_room() {
    redis.execute("CONFIG", "SET", "maxmemory", "1");
    first.awaitState(SyncState.DISCONNECTED);

    first.write(ADA);
    assertEquals(List.of(ADA), first.fallbackTags());
    long before = other.generation(ADA);

    redis.execute("CONFIG", "SET", "maxmemory", "0");
    first.awaitState(SyncState.IN_SYNC);
    other.awaitState(SyncState.IN_SYNC);
    first.awaitSharedState(OF_ADA, other);
    assertNotEquals(before, other.generation(ADA));
  }

  @Test
  void nodes_recover_from_a_hanging_redis() {
    redis.hang();
    try {
      first.awaitState(SyncState.DISCONNECTED);
      first.write(ADA);
      assertEquals(List.of(ADA), first.fallbackTags());
    } finally {
      redis.resume();
    }
    first.awaitState(SyncState.IN_SYNC);
    other.awaitState(SyncState.IN_SYNC);
    first.awaitSharedState(OF_ADA, other);
  }

  @Test
  void nodes_recover_from_a_log_of_the_wrong_type() {
    redis.execute("DEL", "{upcoach}:log");
    redis.execute("SET", "{upcoach}:log", "rubbish");
    first.awaitState(SyncState.DISCONNECTED);

    redis.execute("DEL", "{upcoach}:log");
    first.awaitState(SyncState.IN_SYNC);
    other.awaitState(SyncState.IN_SYNC);
    first.write(ADA);
    first.awaitSharedState(OF_ADA, other);
  }

  @Test
  void an_unreadable_entry_of_the_log_causes_a_resync() {
    long begun = other.statistics().resyncs();
    redis.execute("XADD", "{upcoach}:log", "*", "node", "x", "counters", "9999999=1", "run", "y");
    redis.execute("XADD", "{upcoach}:log", "*", "rub", "bish");

    other.awaitResync(begun);
    first.awaitState(SyncState.IN_SYNC);
    other.awaitState(SyncState.IN_SYNC);
    first.write(ADA);
    first.awaitSharedState(OF_ADA, other);
  }

  @Test
  void peers_do_not_wait_for_a_node_that_has_left() {
    other.close();
    assertEquals("", redis.execute("ZSCORE", "{upcoach}:nodes", other.name()));
  }

  @Test
  void a_lost_connection_does_not_empty_the_cache() {
    first.write(ADA);
    long begun = other.statistics().resyncs();
    long before = other.generation(ADA);

    redis.execute("CLIENT", "KILL", "TYPE", "normal");

    first.write(ADA);
    // On a busy machine reconnecting may take longer than an author waits.
    other.awaitGenerationChange(before, ADA);
    other.awaitState(SyncState.IN_SYNC);
    assertEquals(begun, other.statistics().resyncs(), statusLines());
  }

  @Test
  void a_node_that_loses_redis_alone_answers_no_author_while_its_peers_use_their_caches()
      throws IOException {
    try (RespClient operator = new RespClient(redis.port());
        TestNode singleNode = disconnectedNode(operator)) {
      long before = other.generation(ADA);

      singleNode.write(ADA);

      assertEquals(List.of(ADA), singleNode.fallbackTags(), statusLines());
      assertNotEquals(SyncState.IN_SYNC, first.syncState(), statusLines());
      assertNotEquals(SyncState.IN_SYNC, other.syncState(), statusLines());
      operator.execute("ACL", "SETUSER", "default", ">gone");
      first.awaitState(SyncState.IN_SYNC);
      other.awaitState(SyncState.IN_SYNC);
      other.awaitGenerationChange(before, ADA);
    }
  }

  @Test
  void peers_of_a_node_that_never_comes_back_use_their_caches_again() throws IOException {
    try (RespClient operator = new RespClient(redis.port());
        TestNode _ = disconnectedNode(operator)) {
      other.awaitState(SyncState.LEASE_EXPIRED);
      other.awaitState(SyncState.IN_SYNC);
    }
  }

  /// Starts a node, then closes its connections and revokes its password.
  private TestNode disconnectedNode(RespClient operator) throws IOException {
    operator.execute("ACL", "SETUSER", "default", "resetpass", ">stays", ">gone");
    first.close();
    other.close();
    first = TestNode.at(urlWith("stays"));
    other = TestNode.at(urlWith("stays"));
    first.awaitState(SyncState.IN_SYNC);
    other.awaitState(SyncState.IN_SYNC);
    Set<String> before = Set.copyOf(clients(operator));
    TestNode node = TestNode.at(urlWith("gone"));
    node.awaitState(SyncState.IN_SYNC);
    operator.execute("ACL", "SETUSER", "default", "<gone");
    for (String client : clients(operator)) {
      if (!before.contains(client)) {
        operator.execute("CLIENT", "KILL", "ID", client);
      }
    }
    return node;
  }

  private String urlWith(String password) {
    return redis.url().replace("//", "//:" + password + "@");
  }

  private static List<String> clients(RespClient operator) throws IOException {
    return operator
        .execute("CLIENT", "LIST")
        .lines()
        .map(line -> line.replaceFirst("^id=(\\d+) .*", "$1"))
        .toList();
  }

  @Test
  void
      a_node_whose_publications_redis_rejects_answers_no_author_while_its_peers_use_their_caches() {
    redis.execute("ACL", "SETUSER", "default", "-xadd");

    first.write(ADA);

    assertEquals(List.of(ADA), first.fallbackTags(), statusLines());
    assertNotEquals(SyncState.IN_SYNC, other.syncState(), statusLines());
    redis.execute("ACL", "SETUSER", "default", "+xadd");
    first.awaitState(SyncState.IN_SYNC);
    other.awaitState(SyncState.IN_SYNC);
    first.awaitSharedState(OF_ADA, other);
  }

  private String statusLines() {
    return "one %s %s, other %s %s"
        .formatted(
            first.statusLines(), first.statistics(), other.statusLines(), other.statistics());
  }
}
