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
  private TestNode one;
  private TestNode other;

  @BeforeEach
  void join() {
    one = TestNode.at(redis.url());
    other = TestNode.at(redis.url());
    one.awaitState(SyncState.IN_SYNC);
    other.awaitState(SyncState.IN_SYNC);
  }

  @AfterEach
  void end() {
    one.close();
    other.close();
    redis.close();
  }

  @Test
  void every_node_has_heard_of_a_change_before_its_author_is_answered() {
    for (int change = 0; change < 300; change++) {
      TestNode author = change % 2 == 0 ? one : other;
      TestNode reader = change % 2 == 0 ? other : one;
      long before = reader.generation(ADA);

      author.write(ADA);

      // Where it has not, as it was too slow, it gives nothing out.
      assertTrue(reader.syncState() != SyncState.IN_SYNC || reader.generation(ADA) != before);
      reader.awaitState(SyncState.IN_SYNC);
      assertNotEquals(before, reader.generation(ADA));
    }
    assertEquals(0, one.fallbackTags().size());
  }

  @Test
  void a_change_of_nothing_is_done_at_once() {
    assertTrue(one.bus().invalidate(List.of()).succeeded());
  }

  @Test
  void changes_of_one_moment_are_told_together() {
    List<Future<Void>> all =
        java.util.stream.Stream.generate(() -> new Tag("member", UUID.randomUUID()))
            .limit(500)
            .map(tag -> one.bus().invalidate(List.of(tag)))
            .toList();

    TestNode.await(Future.all(all));

    assertTrue(one.statistics().published() < 50);
  }

  @Test
  void who_has_changed_something_does_not_wait_for_a_node_that_hangs_once_its_lease_is_over()
      throws InterruptedException {
    CountDownLatch resume = new CountDownLatch(1);
    other.blockUntil(resume);

    one.write(ADA);

    // It has not heard, and gives nothing out.
    assertNotEquals(SyncState.IN_SYNC, other.syncState());
    resume.countDown();
    other.awaitState(SyncState.IN_SYNC);
    other.awaitSharedState(OF_ADA, one);
  }

  @Test
  void a_node_that_cannot_read_the_log_gives_nothing_out_once_there_is_something_in_it() {
    long before = other.generation(ADA);
    redis.execute("ACL", "SETUSER", "default", "-xread");
    redis.execute("CLIENT", "KILL", "TYPE", "normal");

    one.write(ADA);

    // A node that restarts has invalidated everything instead of reading the log.
    assertTrue(other.syncState() != SyncState.IN_SYNC || other.generation(ADA) != before, statusLines());
    redis.execute("ACL", "SETUSER", "default", "+xread");
    other.awaitState(SyncState.IN_SYNC);
    assertNotEquals(before, other.generation(ADA));
  }

  @Test
  void a_state_has_one_name_on_all_nodes_and_another_after_a_change() {
    one.write(ADA);
    String before = one.awaitSharedState(OF_ADA, other);

    other.write(ADA);

    assertNotEquals(before, one.awaitSharedState(OF_ADA, other));
  }

  @Test
  void a_change_takes_the_name_away_before_anybody_was_told() {
    String before = one.awaitSharedState(OF_ADA, other);

    Future<Void> published = one.bus().invalidate(OF_ADA);

    assertNotEquals(Optional.of(before), one.bus().sharedState(OF_ADA));
    TestNode.await(published);
    assertNotEquals(before, one.awaitSharedState(OF_ADA, other));
  }

  @Test
  void while_redis_is_gone_changes_go_another_way_and_are_made_up_for() throws IOException {
    redis.kill();
    one.awaitState(SyncState.DISCONNECTED);
    other.awaitState(SyncState.DISCONNECTED);

    one.write(ADA);
    assertEquals(Set.of(ADA), Set.copyOf(one.fallbackTags()));
    assertTrue(one.bus().sharedState(OF_ADA).isEmpty());

    long before = other.generation(ADA);
    redis.restart();
    one.awaitState(SyncState.IN_SYNC);
    other.awaitState(SyncState.IN_SYNC);
    one.awaitSharedState(OF_ADA, other);
    assertNotEquals(before, other.generation(ADA));
  }

  @Test
  void what_is_kept_goes_when_redis_comes_back_empty() throws IOException {
    one.write(ADA);
    String name = one.awaitSharedState(OF_ADA, other);
    long before = other.generation(ADA);
    long begun = other.statistics().resyncs();

    redis.kill();
    redis.restart();

    other.awaitResync(begun);
    other.awaitState(SyncState.IN_SYNC);
    assertNotEquals(before, other.generation(ADA));
    assertNotEquals(name, one.awaitSharedState(OF_ADA, other));
  }

  @Test
  void no_name_comes_again_when_redis_is_set_back_to_an_old_state() throws IOException {
    one.write(ADA);
    redis.execute("SAVE");
    String name = one.awaitSharedState(OF_ADA, other);
    one.write(ADA);
    one.write(ADA);

    long begun = one.statistics().resyncs();
    long begunOther = other.statistics().resyncs();
    redis.kill();
    redis.restart();
    one.awaitResync(begun);
    other.awaitResync(begunOther);

    assertNotEquals(name, one.awaitSharedState(OF_ADA, other));
    one.write(ADA);
    assertNotEquals(name, one.awaitSharedState(OF_ADA, other));
  }

  @Test
  void a_redis_that_is_full_is_as_one_that_is_gone_until_there_is_room() {
    redis.execute("CONFIG", "SET", "maxmemory", "1");
    one.awaitState(SyncState.DISCONNECTED);

    one.write(ADA);
    assertEquals(List.of(ADA), one.fallbackTags());
    long before = other.generation(ADA);

    redis.execute("CONFIG", "SET", "maxmemory", "0");
    one.awaitState(SyncState.IN_SYNC);
    other.awaitState(SyncState.IN_SYNC);
    one.awaitSharedState(OF_ADA, other);
    assertNotEquals(before, other.generation(ADA));
  }

  @Test
  void a_redis_that_hangs_is_given_up_and_found_again() {
    redis.hang();
    try {
      one.awaitState(SyncState.DISCONNECTED);
      one.write(ADA);
      assertEquals(List.of(ADA), one.fallbackTags());
    } finally {
      redis.resume();
    }
    one.awaitState(SyncState.IN_SYNC);
    other.awaitState(SyncState.IN_SYNC);
    one.awaitSharedState(OF_ADA, other);
  }

  @Test
  void what_is_not_understood_is_not_believed() {
    redis.execute("DEL", "{upcoach}:log");
    redis.execute("SET", "{upcoach}:log", "rubbish");
    one.awaitState(SyncState.DISCONNECTED);

    redis.execute("DEL", "{upcoach}:log");
    one.awaitState(SyncState.IN_SYNC);
    other.awaitState(SyncState.IN_SYNC);
    one.write(ADA);
    one.awaitSharedState(OF_ADA, other);
  }

  @Test
  void an_entry_of_the_log_that_is_not_understood_makes_a_node_begin_anew() {
    long begun = other.statistics().resyncs();
    redis.execute("XADD", "{upcoach}:log", "*", "node", "x", "counters", "9999999=1", "run", "y");
    redis.execute("XADD", "{upcoach}:log", "*", "rub", "bish");

    other.awaitResync(begun);
    one.awaitState(SyncState.IN_SYNC);
    other.awaitState(SyncState.IN_SYNC);
    one.write(ADA);
    one.awaitSharedState(OF_ADA, other);
  }

  @Test
  void a_node_that_leaves_is_waited_for_no_more() {
    other.close();
    assertEquals("", redis.execute("ZSCORE", "{upcoach}:nodes", other.name()));
  }

  @Test
  void a_lost_connection_costs_nothing_that_is_kept() {
    one.write(ADA);
    long begun = other.statistics().resyncs();
    long before = other.generation(ADA);

    redis.execute("CLIENT", "KILL", "TYPE", "normal");

    one.write(ADA);
    // On a busy machine the way back may take longer than an author waits.
    other.awaitGenerationChange(before, ADA);
    other.awaitState(SyncState.IN_SYNC);
    assertEquals(begun, other.statistics().resyncs(), statusLines());
  }

  @Test
  void a_node_that_loses_redis_alone_answers_no_author_while_its_peers_use_their_caches()
      throws IOException {
    try (RespClient operator = new RespClient(redis.port());
        TestNode singleNode = nodeWithoutWayBack(operator)) {
      long before = other.generation(ADA);

      singleNode.write(ADA);

      assertEquals(List.of(ADA), singleNode.fallbackTags(), statusLines());
      assertNotEquals(SyncState.IN_SYNC, one.syncState(), statusLines());
      assertNotEquals(SyncState.IN_SYNC, other.syncState(), statusLines());
      operator.execute("ACL", "SETUSER", "default", ">gone");
      one.awaitState(SyncState.IN_SYNC);
      other.awaitState(SyncState.IN_SYNC);
      other.awaitGenerationChange(before, ADA);
    }
  }

  @Test
  void peers_of_a_node_that_never_comes_back_use_their_caches_again() throws IOException {
    try (RespClient operator = new RespClient(redis.port());
        TestNode _ = nodeWithoutWayBack(operator)) {
      other.awaitState(SyncState.LEASE_EXPIRED);
      other.awaitState(SyncState.IN_SYNC);
    }
  }

  /// A node whose connections are ended after it has joined, and whose password is taken away.
  private TestNode nodeWithoutWayBack(RespClient operator) throws IOException {
    operator.execute("ACL", "SETUSER", "default", "resetpass", ">stays", ">gone");
    one.close();
    other.close();
    one = TestNode.at(urlWith("stays"));
    other = TestNode.at(urlWith("stays"));
    one.awaitState(SyncState.IN_SYNC);
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
  void a_node_whose_changes_redis_refuses_answers_no_author_while_its_peers_use_their_caches() {
    redis.execute("ACL", "SETUSER", "default", "-xadd");

    one.write(ADA);

    assertEquals(List.of(ADA), one.fallbackTags(), statusLines());
    assertNotEquals(SyncState.IN_SYNC, other.syncState(), statusLines());
    redis.execute("ACL", "SETUSER", "default", "+xadd");
    one.awaitState(SyncState.IN_SYNC);
    other.awaitState(SyncState.IN_SYNC);
    one.awaitSharedState(OF_ADA, other);
  }

  private String statusLines() {
    return "one %s %s, other %s %s"
        .formatted(one.statusLines(), one.statistics(), other.statusLines(), other.statistics());
  }
}
