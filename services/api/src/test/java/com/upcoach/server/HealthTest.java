package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.http.StorageState;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HealthTest extends ApiTest {

  private final StorageState storage = StorageState.ofProcess();

  @AfterEach
  void freeSpace() {
    storage.measured(Long.MAX_VALUE);
  }

  @Test
  void the_server_is_live_and_ready_when_the_database_responds() {
    assertEquals(200, visitor().get("/livez").status());
    Answer ready = visitor().get("/readyz");
    assertEquals(200, ready.status());
    assertEquals("UP", ready.text("/status"));
  }

  @Test
  void a_full_disk_is_named_to_operators_and_members_while_reads_succeed() {
    Person ada = person();
    String habit = ada.habit("{\"title\":\"Read\"}");
    storage.measured(0);
    Answer ready = visitor().get("/readyz");
    assertEquals(503, ready.status());
    assertTrue(ready.body().contains("The disk of the data folder has less than 32 MiB left"));
    assertEquals(200, visitor().get("/livez").status());
    assertEquals("storage-full", ada.checkIn(habit, "2026-11-23", "{}").problem());
    assertEquals(200, ada.api().get("/v1/today").status());

    freeSpace();
    assertEquals(200, visitor().get("/readyz").status());
    assertEquals(200, ada.checkIn(habit, "2026-11-23", "{}").status());
  }
}
