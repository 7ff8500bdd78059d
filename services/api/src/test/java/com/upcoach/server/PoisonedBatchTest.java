package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.coalesce.LaneStatistics;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Tag("wall-time")
@QuarkusTest
@Timeout(120)
@TestProfile(FaultTest.OnDurableDatabase.class)
class PoisonedBatchTest extends FaultTest {

  private static final int MEMBERS = 24;
  private static final int POISONED = 17;
  private static final Duration STILL = Duration.ofMillis(700);
  private static final String DAY = "2026-11-20";

  @Test
  void a_write_that_the_database_refuses_fails_alone_in_its_batch() throws Exception {
    List<Device> devices = devices(MEMBERS);
    LaneStatistics before = writes();
    List<Future<Answer>> answers = new ArrayList<>();
    try (Connection holding = connect();
        var statement = holding.createStatement();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      statement.execute("alter table check_in add constraint tasty check (note <> 'poison')");
      holding.setAutoCommit(false);
      statement.execute("lock table book_revision in exclusive mode");
      for (int number = 0; number < MEMBERS; number++) {
        Device device = devices.get(number);
        String body =
            "{\"amount\":2,\"note\":\"%s\"}".formatted(number == POISONED ? "poison" : "");
        answers.add(threads.submit(() -> device.checkIn(DAY, body)));
      }
      // By now the requests are queued behind the first batches, which wait for the lock.
      awaitQuiescence(before);
      holding.rollback();
      for (Future<Answer> answer : answers) {
        answer.get();
      }
      holding.setAutoCommit(true);
      statement.execute("alter table check_in drop constraint tasty");
    }
    LaneStatistics after = writes();
    System.out.printf(
        "%d check-ins, one poisoned: %d batches, %d of them sent again in halves%n",
        MEMBERS, after.batches() - before.batches(), after.split() - before.split());
    assertTrue(after.split() > before.split(), "the poisoned one was alone in its batch");
    for (int number = 0; number < MEMBERS; number++) {
      Answer answer = answers.get(number).get();
      assertEquals(number == POISONED ? 500 : 200, answer.status(), answer.body());
      assertEquals(
          number == POISONED ? List.of() : List.of("2"),
          rows(
              "select amount::int from check_in where habit_id = '%s'"
                  .formatted(devices.get(number).habit())));
    }
    assertEquals("internal", answers.get(POISONED).get().problem());
    assertBooksAreRight(devices);
    assertEquals(200, devices.get(POISONED).checkIn(DAY, "{\"amount\":3}").status());
  }

  /// Waits until all reads are done, the first writes are sent, and no further statement is sent
  /// for a while.
  private void awaitQuiescence(LaneStatistics before) throws InterruptedException {
    long last = -1;
    while (last != entries() || writes().entries() == before.entries()) {
      last = entries();
      Thread.sleep(STILL);
    }
  }

  private long entries() {
    return lanes.statistics().stream().mapToLong(LaneStatistics::entries).sum();
  }

  private LaneStatistics writes() {
    return lanes.statistics().stream()
        .filter(lane -> lane.lane().equals("writes"))
        .findFirst()
        .orElse(new LaneStatistics("writes", 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
  }
}
