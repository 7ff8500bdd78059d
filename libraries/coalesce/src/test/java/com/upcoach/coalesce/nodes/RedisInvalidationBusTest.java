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
    one.awaits(SyncState.ALL);
    other.awaits(SyncState.ALL);
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

      author.changes(ADA);

      // Where it has not, as it was too slow, it gives nothing out.
      assertTrue(reader.hearing() != SyncState.ALL || reader.generation(ADA) != before);
      reader.awaits(SyncState.ALL);
      assertNotEquals(before, reader.generation(ADA));
    }
    assertEquals(0, one.toldOtherwise().size());
  }

  @Test
  void a_change_of_nothing_is_done_at_once() {
    assertTrue(one.changes().changed(List.of()).succeeded());
  }

  @Test
  void changes_of_one_moment_are_told_together() {
    List<Future<Void>> all =
        java.util.stream.Stream.generate(() -> new Tag("member", UUID.randomUUID()))
            .limit(500)
            .map(tag -> one.changes().changed(List.of(tag)))
            .toList();

    TestNode.await(Future.all(all));

    assertTrue(one.figures().told() < 50);
  }

  @Test
  void who_has_changed_something_does_not_wait_for_a_node_that_hangs_once_its_lease_is_over()
      throws InterruptedException {
    CountDownLatch goOn = new CountDownLatch(1);
    other.hangUntil(goOn);

    one.changes(ADA);

    // It has not heard, and gives nothing out.
    assertNotEquals(SyncState.ALL, other.hearing());
    goOn.countDown();
    other.awaits(SyncState.ALL);
    other.awaitsName(OF_ADA, one);
  }

  @Test
  void a_node_that_cannot_read_the_log_gives_nothing_out_once_there_is_something_in_it() {
    long before = other.generation(ADA);
    redis.ask("ACL", "SETUSER", "default", "-xread");
    redis.ask("CLIENT", "KILL", "TYPE", "normal");

    one.changes(ADA);

    // A node that restarts has invalidated everything instead of reading the log.
    assertTrue(other.hearing() != SyncState.ALL || other.generation(ADA) != before, said());
    redis.ask("ACL", "SETUSER", "default", "+xread");
    other.awaits(SyncState.ALL);
    assertNotEquals(before, other.generation(ADA));
  }

  @Test
  void a_state_has_one_name_on_all_nodes_and_another_after_a_change() {
    one.changes(ADA);
    String before = one.awaitsName(OF_ADA, other);

    other.changes(ADA);

    assertNotEquals(before, one.awaitsName(OF_ADA, other));
  }

  @Test
  void a_change_takes_the_name_away_before_anybody_was_told() {
    String before = one.awaitsName(OF_ADA, other);

    Future<Void> told = one.changes().changed(OF_ADA);

    assertNotEquals(Optional.of(before), one.changes().agreed(OF_ADA));
    TestNode.await(told);
    assertNotEquals(before, one.awaitsName(OF_ADA, other));
  }

  @Test
  void while_redis_is_gone_changes_go_another_way_and_are_made_up_for() throws IOException {
    redis.kill();
    one.awaits(SyncState.NONE);
    other.awaits(SyncState.NONE);

    one.changes(ADA);
    assertEquals(Set.of(ADA), Set.copyOf(one.toldOtherwise()));
    assertTrue(one.changes().agreed(OF_ADA).isEmpty());

    long before = other.generation(ADA);
    redis.restart();
    one.awaits(SyncState.ALL);
    other.awaits(SyncState.ALL);
    one.awaitsName(OF_ADA, other);
    assertNotEquals(before, other.generation(ADA));
  }

  @Test
  void what_is_kept_goes_when_redis_comes_back_empty() throws IOException {
    one.changes(ADA);
    String name = one.awaitsName(OF_ADA, other);
    long before = other.generation(ADA);
    long begun = other.figures().begunAnew();

    redis.kill();
    redis.restart();

    other.awaitsNewBeginning(begun);
    other.awaits(SyncState.ALL);
    assertNotEquals(before, other.generation(ADA));
    assertNotEquals(name, one.awaitsName(OF_ADA, other));
  }

  @Test
  void no_name_comes_again_when_redis_is_set_back_to_an_old_state() throws IOException {
    one.changes(ADA);
    redis.ask("SAVE");
    String name = one.awaitsName(OF_ADA, other);
    one.changes(ADA);
    one.changes(ADA);

    long begun = one.figures().begunAnew();
    long begunOther = other.figures().begunAnew();
    redis.kill();
    redis.restart();
    one.awaitsNewBeginning(begun);
    other.awaitsNewBeginning(begunOther);

    assertNotEquals(name, one.awaitsName(OF_ADA, other));
    one.changes(ADA);
    assertNotEquals(name, one.awaitsName(OF_ADA, other));
  }

  @Test
  void a_redis_that_is_full_is_as_one_that_is_gone_until_there_is_room() {
    redis.ask("CONFIG", "SET", "maxmemory", "1");
    one.awaits(SyncState.NONE);

    one.changes(ADA);
    assertEquals(List.of(ADA), one.toldOtherwise());
    long before = other.generation(ADA);

    redis.ask("CONFIG", "SET", "maxmemory", "0");
    one.awaits(SyncState.ALL);
    other.awaits(SyncState.ALL);
    one.awaitsName(OF_ADA, other);
    assertNotEquals(before, other.generation(ADA));
  }

  @Test
  void a_redis_that_hangs_is_given_up_and_found_again() {
    redis.hang();
    try {
      one.awaits(SyncState.NONE);
      one.changes(ADA);
      assertEquals(List.of(ADA), one.toldOtherwise());
    } finally {
      redis.goOn();
    }
    one.awaits(SyncState.ALL);
    other.awaits(SyncState.ALL);
    one.awaitsName(OF_ADA, other);
  }

  @Test
  void what_is_not_understood_is_not_believed() {
    redis.ask("DEL", "{upcoach}:log");
    redis.ask("SET", "{upcoach}:log", "rubbish");
    one.awaits(SyncState.NONE);

    redis.ask("DEL", "{upcoach}:log");
    one.awaits(SyncState.ALL);
    other.awaits(SyncState.ALL);
    one.changes(ADA);
    one.awaitsName(OF_ADA, other);
  }

  @Test
  void an_entry_of_the_log_that_is_not_understood_makes_a_node_begin_anew() {
    long begun = other.figures().begunAnew();
    redis.ask("XADD", "{upcoach}:log", "*", "node", "x", "counters", "9999999=1", "run", "y");
    redis.ask("XADD", "{upcoach}:log", "*", "rub", "bish");

    other.awaitsNewBeginning(begun);
    one.awaits(SyncState.ALL);
    other.awaits(SyncState.ALL);
    one.changes(ADA);
    one.awaitsName(OF_ADA, other);
  }

  @Test
  void a_node_that_leaves_is_waited_for_no_more() {
    other.close();
    assertEquals("", redis.ask("ZSCORE", "{upcoach}:nodes", other.name()));
  }

  @Test
  void a_lost_connection_costs_nothing_that_is_kept() {
    one.changes(ADA);
    long begun = other.figures().begunAnew();
    long before = other.generation(ADA);

    redis.ask("CLIENT", "KILL", "TYPE", "normal");

    one.changes(ADA);
    // On a busy machine the way back may take longer than an author waits.
    other.awaitsOtherThan(before, ADA);
    other.awaits(SyncState.ALL);
    assertEquals(begun, other.figures().begunAnew(), said());
  }

  @Test
  void a_node_that_loses_redis_alone_answers_no_author_while_its_peers_use_their_caches()
      throws IOException {
    try (RespClient operator = new RespClient(redis.port());
        TestNode alone = nodeWithoutWayBack(operator)) {
      long before = other.generation(ADA);

      alone.changes(ADA);

      assertEquals(List.of(ADA), alone.toldOtherwise(), said());
      assertNotEquals(SyncState.ALL, one.hearing(), said());
      assertNotEquals(SyncState.ALL, other.hearing(), said());
      operator.ask("ACL", "SETUSER", "default", ">gone");
      one.awaits(SyncState.ALL);
      other.awaits(SyncState.ALL);
      other.awaitsOtherThan(before, ADA);
    }
  }

  @Test
  void peers_of_a_node_that_never_comes_back_use_their_caches_again() throws IOException {
    try (RespClient operator = new RespClient(redis.port());
        TestNode _ = nodeWithoutWayBack(operator)) {
      other.awaits(SyncState.LATE);
      other.awaits(SyncState.ALL);
    }
  }

  /// A node whose connections are ended after it has joined, and whose password is taken away.
  private TestNode nodeWithoutWayBack(RespClient operator) throws IOException {
    operator.ask("ACL", "SETUSER", "default", "resetpass", ">stays", ">gone");
    one.close();
    other.close();
    one = TestNode.at(urlWith("stays"));
    other = TestNode.at(urlWith("stays"));
    one.awaits(SyncState.ALL);
    other.awaits(SyncState.ALL);
    Set<String> before = Set.copyOf(clients(operator));
    TestNode node = TestNode.at(urlWith("gone"));
    node.awaits(SyncState.ALL);
    operator.ask("ACL", "SETUSER", "default", "<gone");
    for (String client : clients(operator)) {
      if (!before.contains(client)) {
        operator.ask("CLIENT", "KILL", "ID", client);
      }
    }
    return node;
  }

  private String urlWith(String password) {
    return redis.url().replace("//", "//:" + password + "@");
  }

  private static List<String> clients(RespClient operator) throws IOException {
    return operator
        .ask("CLIENT", "LIST")
        .lines()
        .map(line -> line.replaceFirst("^id=(\\d+) .*", "$1"))
        .toList();
  }

  @Test
  void a_node_whose_changes_redis_refuses_answers_no_author_while_its_peers_use_their_caches() {
    redis.ask("ACL", "SETUSER", "default", "-xadd");

    one.changes(ADA);

    assertEquals(List.of(ADA), one.toldOtherwise(), said());
    assertNotEquals(SyncState.ALL, other.hearing(), said());
    redis.ask("ACL", "SETUSER", "default", "+xadd");
    one.awaits(SyncState.ALL);
    other.awaits(SyncState.ALL);
    one.awaitsName(OF_ADA, other);
  }

  private String said() {
    return "one %s %s, other %s %s"
        .formatted(one.said(), one.figures(), other.said(), other.figures());
  }
}
