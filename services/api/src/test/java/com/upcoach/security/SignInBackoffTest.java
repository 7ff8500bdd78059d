package com.upcoach.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.database.DatabaseAddress;
import com.upcoach.database.Pools;
import com.upcoach.database.Queries;
import com.upcoach.database.TestDatabase;
import com.upcoach.outcome.Outcome;
import com.upcoach.server.TestClock;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Backoff on several nodes, which share only the database.
@DisplayNameGeneration(ReplaceUnderscores.class)
class SignInBackoffTest {

  private final DatabaseAddress database = TestDatabase.fresh();
  private final Vertx vertx = Vertx.vertx();
  private final TestClock clock = new TestClock();
  private final List<Pool> pools = new ArrayList<>();

  private SignInBackoff node() {
    Pool pool = Pools.open(vertx, database, 2, "test");
    pools.add(pool);
    return new SignInBackoff(Queries.on(pool), clock);
  }

  @AfterEach
  void close() {
    pools.forEach(pool -> pool.close().toCompletionStage().toCompletableFuture().join());
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static Outcome<SignInBackoff.Attempt> begin(SignInBackoff node, String email) {
    return node.begin(email, Optional.empty(), RequestOrigin.LOCAL)
        .await()
        .atMost(Duration.ofSeconds(30));
  }

  @Test
  void concurrent_attempts_on_several_nodes_share_one_count() throws Exception {
    List<SignInBackoff> nodes = List.of(node(), node(), node());
    List<Callable<Outcome<SignInBackoff.Attempt>>> attempts = new ArrayList<>();
    for (int number = 0; number < 90; number++) {
      SignInBackoff node = nodes.get(number % nodes.size());
      attempts.add(() -> begin(node, "ada@example.org"));
    }
    int admitted = 0;
    try (var threads = Executors.newFixedThreadPool(12)) {
      for (var outcome : threads.invokeAll(attempts)) {
        if (outcome.get() instanceof Outcome.Done<SignInBackoff.Attempt>) {
          admitted++;
        }
      }
    }
    assertEquals(5, admitted);
  }

  @Test
  void the_wait_stays_at_a_quarter_of_an_hour_however_long_the_guessing_lasts() {
    SignInBackoff node = node();
    for (int number = 0; number < 40; number++) {
      begin(node, "ada@example.org");
      clock.advance(Duration.ofMinutes(15));
    }
    begin(node, "ada@example.org");
    var refused = (Outcome.Refused<SignInBackoff.Attempt>) begin(node, "ada@example.org");
    assertEquals(Duration.ofMinutes(15), ((TooManyAttempts) refused.refusal()).retryAfter());
  }

  @Test
  void expired_counts_are_removed_and_others_stay() {
    SignInBackoff node = node();
    begin(node, "old@example.org");
    clock.advance(Duration.ofHours(7));
    begin(node, "new@example.org");
    assertEquals(1, node.removeExpired(100).await().indefinitely());
    assertEquals("1", TestDatabase.ask(database, "select count(*) from sign_in_backoff"));
    assertTrue(begin(node, "old@example.org") instanceof Outcome.Done);
  }
}
