package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("wall-time")
@QuarkusTest
@Timeout(300)
@TestProfile(FaultTest.OnDurableDatabase.class)
class KilledDatabaseTest extends FaultTest {

  private static final int MEMBERS = 8;
  private static final int WRITERS_OF_EACH = 3;

  /// A timeout that distinguishes a hanging server from a busy machine.
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
  private static final int DAYS_OF_EACH = 100;
  private static final int TIMES_A_DAY = 3;

  private volatile boolean enough;
  private volatile long backAt;
  private volatile CountDownLatch underWay;
  private volatile CountDownLatch servedAgain;

  /// The observations of one writer.
  ///
  /// @param kept by `habit day` the amount that was acknowledged last
  /// @param slowest nanoseconds
  /// @param firstSinceBack nanoseconds from the database's return to the first acknowledgement of
  ///     a check-in sent after it
  /// @param noticed whether a check-in was refused, or was in flight when the database came back
  record ObservedState(
      Map<String, Integer> kept,
      int acknowledged,
      int refused,
      long slowest,
      long firstSinceBack,
      boolean noticed) {}

  @ParameterizedTest
  @ValueSource(strings = {"KILL", "QUIT"})
  void acknowledged_writes_survive_a_crash_of_postgres_under_load(String signal) throws Exception {
    assertEquals(
        List.of("on on"),
        rows("select current_setting('fsync'), current_setting('synchronous_commit')"));
    List<Device> devices = devices(MEMBERS);
    enough = false;
    backAt = 0;
    underWay = new CountDownLatch(MEMBERS * WRITERS_OF_EACH);
    servedAgain = new CountDownLatch(MEMBERS * WRITERS_OF_EACH);
    List<Callable<ObservedState>> writers = new ArrayList<>();
    for (int writer = 0; writer < MEMBERS * WRITERS_OF_EACH; writer++) {
      Device device = devices.get(writer / WRITERS_OF_EACH);
      LocalDate first = FIRST_DAY.plusDays((long) DAYS_OF_EACH * (writer % WRITERS_OF_EACH));
      writers.add(() -> write(device, first));
    }
    CompletableFuture<Void> fault = CompletableFuture.runAsync(() -> killAndAwaitReturn(signal));
    List<Future<ObservedState>> all = concurrently(writers);
    fault.get();

    Map<String, Integer> kept = new TreeMap<>();
    int acknowledged = 0;
    int refused = 0;
    long slowest = 0;
    long recovered = 0;
    boolean noticed = false;
    for (Future<ObservedState> future : all) {
      ObservedState seen = future.get();
      kept.putAll(seen.kept());
      acknowledged += seen.acknowledged();
      refused += seen.refused();
      slowest = Math.max(slowest, seen.slowest());
      recovered = Math.max(recovered, seen.firstSinceBack());
      noticed |= seen.noticed();
    }
    System.out.printf(
        "PostgreSQL ended by SIG%s under %d writers: %d check-ins acknowledged, %d answered 503, slowest answer %d ms; all writers served %d ms after its return%n",
        signal,
        writers.size(),
        acknowledged,
        refused,
        TimeUnit.NANOSECONDS.toMillis(slowest),
        TimeUnit.NANOSECONDS.toMillis(recovered));

    // A backend that outlives its postmaster may still finish its statement, so that no batch has
    // to fail. But during the outage some writer has to wait.
    assertTrue(noticed, "nobody noticed: the load was no load");
    assertEquals(
        kept.entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).toList(),
        List.copyOf(
            new TreeSet<>(
                rows(
                    "select habit_id, day, amount::int from check_in where habit_id in ('%s')"
                        .formatted(
                            String.join("','", devices.stream().map(Device::habit).toList()))))));
    assertBooksAreRight(devices);
  }

  /// Checks in days, one after the other and each several times. A refused check-in is retried with
  /// another amount until it is acknowledged: so a refused one that is applied later is detected.
  private ObservedState write(Device device, LocalDate first) throws InterruptedException {
    Map<String, Integer> kept = new TreeMap<>();
    int amount = 0;
    int acknowledged = 0;
    int refused = 0;
    long slowest = 0;
    long firstSinceBack = 0;
    boolean noticed = false;
    for (int turn = 0; !enough; turn++) {
      LocalDate day = first.plusDays(turn / TIMES_A_DAY % DAYS_OF_EACH);
      boolean done = false;
      while (!done) {
        long begun = System.nanoTime();
        long back = backAt;
        Answer answer = device.checkIn(day.toString(), "{\"amount\":%d}".formatted(++amount));
        long ended = System.nanoTime();
        slowest = Math.max(slowest, ended - begun);
        noticed |= back == 0 && backAt != 0;
        done = answer.status() == 200;
        if (done) {
          acknowledged++;
          kept.put(device.habit() + " " + day, amount);
          if (acknowledged == 1) {
            underWay.countDown();
          }
          if (back != 0 && firstSinceBack == 0) {
            firstSinceBack = ended - back;
            servedAgain.countDown();
          }
        } else {
          refused++;
          noticed = true;
          assertRetryable(answer);
          Thread.sleep(Duration.ofMillis(20));
        }
      }
    }
    return new ObservedState(kept, acknowledged, refused, slowest, firstSinceBack, noticed);
  }

  private void killAndAwaitReturn(String signal) {
    try {
      await(underWay, "all writers are under way");
      long killed = postgres();
      new ProcessBuilder("kill", "-" + signal, Long.toString(killed)).start().waitFor();
      while (ProcessHandle.of(killed).filter(ProcessHandle::isAlive).isPresent()) {
        Thread.sleep(Duration.ofMillis(1));
      }
      while (!accepts()) {
        Thread.sleep(Duration.ofMillis(10));
      }
      backAt = System.nanoTime();
      await(servedAgain, "all writers are served again");
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    } finally {
      enough = true;
    }
  }

  private static void await(CountDownLatch latch, String what) throws InterruptedException {
    assertTrue(latch.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS), "it never came to that " + what);
  }

  private boolean accepts() {
    try (var connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException away) {
      return false;
    }
  }
}
