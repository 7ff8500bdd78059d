package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.book.BookAudit;
import com.upcoach.coalesce.Lanes;
import com.upcoach.database.DatabaseAddress;
import com.upcoach.database.DurableDatabase;
import com.upcoach.session.Sessions;
import com.upcoach.settings.Setting;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;

/// The base class of tests with a failing database: a running server with its own, durable
/// PostgreSQL.
@DisplayNameGeneration(ReplaceUnderscores.class)
abstract class FaultTest {

  /// The limits of queue and batch on each event loop: small, so that the clients of a test exceed
  /// them.
  private static final String FEW = "32";

  @TestHTTPResource URI address;
  @Inject Sessions sessions;
  @Inject BookAudit audit;
  @Inject Lanes lanes;
  @Inject DatabaseAddress database;

  public static final class OnDurableDatabase implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(Setting.WAITING_LIMIT.property(), FEW, Setting.BATCH_LIMIT.property(), FEW);
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(DurableDatabase.class));
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }
  }

  /// A member's device, and a habit to check in.
  record Device(UUID memberId, String habit, Api api) {

    Answer checkIn(String day, String body) {
      return api.put("/v1/habits/" + habit + "/check-ins/" + day, body);
    }
  }

  Device device() {
    UUID id = UUID.randomUUID();
    Api visitor = Api.at(URI.create(address.toString().replaceAll("/$", "")));
    Answer registered =
        visitor.post(
            "/v1/members",
            "{\"id\":\"%1$s\",\"email\":\"%1$s@example.org\",\"password\":\"correct horse battery\",\"name\":\"Ada\"}"
                .formatted(id));
    assertEquals(201, registered.status(), registered.body());
    String token = sessions.open(id, "test").await().indefinitely().token();
    Api api = visitor.signedIn(token);
    Answer defined =
        api.post("/v1/habits", "{\"title\":\"Read\",\"start\":\"2026-01-01\",\"target\":1}");
    assertEquals(201, defined.status(), defined.body());
    return new Device(id, defined.text("/id"), api);
  }

  List<Device> devices(int count) throws Exception {
    List<Device> devices = new ArrayList<>();
    List<Callable<Device>> work = Collections.nCopies(count, this::device);
    for (Future<Device> made : concurrently(work)) {
      devices.add(made.get());
    }
    return devices;
  }

  /// Runs all tasks concurrently, and waits for them.
  static <T> List<Future<T>> concurrently(List<Callable<T>> work) throws InterruptedException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      return threads.invokeAll(work);
    }
  }

  /// Asserts a refusal that tells the client when to retry.
  static void assertRetryable(Answer answer) {
    assertEquals(503, answer.status(), answer.body());
    assertTrue(answer.headers().firstValue("Retry-After").isPresent(), "no Retry-After");
  }

  void assertBooksAreRight(List<Device> devices) {
    for (Device device : devices) {
      assertEquals(List.of(), audit.audit(device.memberId()).await().indefinitely());
    }
  }

  /// The current PostgreSQL process.
  static long postgres() {
    return DurableDatabase.pid(
        ConfigProvider.getConfig().getValue(DurableDatabase.FOLDER, String.class));
  }

  Connection connect() throws SQLException {
    return database.dataSource().getConnection();
  }

  /// All rows of a select, each with its columns as text, separated by blanks.
  List<String> rows(String sql) throws SQLException {
    try (Connection connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        StringBuilder row = new StringBuilder(rows.getString(1));
        for (int column = 2; column <= rows.getMetaData().getColumnCount(); column++) {
          row.append(' ').append(rows.getString(column));
        }
        found.add(row.toString());
      }
      return found;
    }
  }
}
