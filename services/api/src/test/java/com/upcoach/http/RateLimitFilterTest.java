package com.upcoach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.upcoach.database.TestDatabaseResource;
import com.upcoach.delivery.CacheFastPath;
import com.upcoach.ratelimit.RateLimits;
import com.upcoach.server.Answer;
import com.upcoach.server.Api;
import com.upcoach.server.ApiTest;
import com.upcoach.server.RawHttp;
import com.upcoach.session.SessionToken;
import com.upcoach.settings.Setting;
import com.upcoach.settings.Settings;
import io.netty.util.NetUtil;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A server that grants each client 20 requests at once and one a second, by a stopped clock: no
/// token comes back, however long a test takes.
@QuarkusTest
@TestProfile(RateLimitFilterTest.Limited.class)
class RateLimitFilterTest extends ApiTest {

  private static final int BURST = 20;

  /// Far more requests than any client is granted.
  private static final int MANY = 10 * BURST;

  private static final AtomicInteger ADDRESSES = new AtomicInteger();

  @Inject CacheFastPath fastPath;
  @Inject ClientIdentity clients;

  public static final class Limited implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          Setting.RATE_LIMIT.property(), "1",
          Setting.RATE_LIMIT_BURST.property(), "" + BURST,
          Setting.TRUSTED_PROXIES.property(), "127.0.0.1, 10.0.0.0/8");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(Stopped.class);
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(TestDatabaseResource.class));
    }
  }

  /// The rate limits of the settings, by a stopped clock.
  @Alternative
  @Singleton
  public static final class Stopped {
    @Produces
    @Singleton
    RateLimits limits(Settings settings) {
      return new RateLimits(settings.rateLimit(), settings.rateLimitBurst(), () -> 0);
    }
  }

  /// Each from an address of its own.
  @Override
  protected Api visitor() {
    return super.visitor().with("X-Forwarded-For", nextAddress());
  }

  private static String nextAddress() {
    int number = ADDRESSES.incrementAndGet();
    return "192.0.%d.%d".formatted(number / 256, number % 256);
  }

  private static String header(Answer answer, String name) {
    return answer.headers().firstValue(name).orElse("none");
  }

  /// How many are granted before the first is refused, which is among the first [#MANY].
  private static int granted(Api api, String path) {
    for (int times = 0; times < MANY; times++) {
      if (api.get(path).status() == 429) {
        return times;
      }
    }
    throw new AssertionError("never refused: " + path);
  }

  private Person known() {
    Person person = person();
    assertEquals(200, person.api().get("/v1/groups").status());
    return person;
  }

  @Test
  void a_client_above_its_rate_limit_is_refused_with_retry_after() {
    Person ada = known();
    assertEquals(BURST, granted(ada.api(), "/v1/groups"));
    Answer refused = ada.api().get("/v1/groups");
    assertEquals("too-many-requests", refused.problem());
    assertEquals("1", header(refused, "Retry-After"));
    assertEquals("\"default\";r=0;t=20", header(refused, "RateLimit"));
    assertEquals("\"default\";q=20;w=20", header(refused, "RateLimit-Policy"));
    Person bob = known();
    assertEquals(200, bob.api().get("/v1/groups").status());
  }

  @Test
  void every_kind_of_response_has_the_remaining_tokens() {
    Person ada = known();
    String habit = "/v1/habits/" + ada.habit("{\"title\":\"Read\"}");
    for (String path : List.of("/v1/habits", habit, "/v1/today", "/v1/groups", "/v1/x")) {
      Answer answer = ada.api().get(path);
      assertEquals("\"default\";q=20;w=20", header(answer, "RateLimit-Policy"), path);
      assertTrue(
          header(answer, "RateLimit").matches("\"default\";r=1\\d;t=([1-9]|10)"),
          path + header(answer, "RateLimit"));
    }
  }

  @Test
  void a_member_is_the_same_on_all_its_devices_and_addresses() {
    Person ada = known();
    String other = sessions.open(ada.id(), "other").await().indefinitely().token();
    Api tablet = visitor().signedIn(other);
    assertEquals(200, tablet.get("/v1/groups").status());
    granted(ada.api(), "/v1/groups");
    assertEquals(429, tablet.get("/v1/groups").status());
  }

  @Test
  void invented_session_tokens_take_no_rate_limit_tokens_of_the_member_they_name() {
    Person ada = known();
    String forged = SessionToken.issue(ada.id(), new SecureRandom()).text();
    assertEquals(BURST, granted(visitor().signedIn(forged), "/v1/groups"));
    assertEquals(200, ada.api().get("/v1/groups").status());
  }

  @Test
  void hashing_a_password_costs_as_much_as_ten_requests() {
    Api thief = visitor();
    String guess = "{\"email\":\"ada@example.org\",\"password\":\"wrong wrong\"}";
    assertEquals(401, thief.post("/v1/sessions", guess).status());
    assertEquals(401, thief.post("/v1/sessions", guess).status());
    assertEquals(429, thief.post("/v1/sessions", guess).status());
  }

  @Test
  void the_contract_costs_as_much_as_five_requests_whether_or_not_it_is_sent_again() {
    Answer contract = visitor().get("/openapi");
    assertEquals(200, contract.status());
    assertEquals("\"default\";r=15;t=5", header(contract, "RateLimit"));
    Answer unchanged = visitor().with("If-None-Match", header(contract, "ETag")).get("/openapi");
    assertEquals(304, unchanged.status());
    assertEquals("\"default\";r=15;t=5", header(unchanged, "RateLimit"));
  }

  @Test
  void another_spelling_of_signing_in_reaches_no_password_and_is_counted() {
    for (String path :
        List.of(
            "//v1/sessions",
            "/v1/sessions/",
            "/v1/sessions;a",
            "/v1/%73essions",
            "/x/../v1/sessions",
            "*")) {
      Map<String, String> from = Map.of("X-Forwarded-For", nextAddress());
      RawHttp raw = new RawHttp(address);
      int refused = 0;
      while (raw.ask("POST", path, from).problem().equals("malformed-request")) {
        refused++;
        assertTrue(refused < MANY, path + " is never limited");
      }
      assertEquals("too-many-requests", raw.ask("POST", path, from).problem());
    }
  }

  @Test
  void a_refusal_does_not_wait_for_the_body() {
    Person ada = known();
    granted(ada.api(), "/v1/groups");
    Answer refused =
        new RawHttp(address)
            .ask(
                "POST",
                "/v1/habits",
                Map.of(
                    "Authorization", "Bearer " + ada.token(),
                    "Content-Type", "application/json",
                    "Content-Length", "1000"));
    assertEquals("too-many-requests", refused.problem());
  }

  @Test
  void what_is_given_at_once_is_neither_counted_nor_limited() throws IOException {
    Person ada = known();
    assertEquals(200, ada.api().get("/v1/today").status());
    granted(ada.api(), "/v1/groups");
    String today =
        "GET /v1/today HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(ada.token());
    try (Socket line = new Socket(address.getHost(), address.getPort())) {
      long before = fastPath.served();
      for (int times = 0; times < MANY; times++) {
        line.getOutputStream().write(today.getBytes(StandardCharsets.US_ASCII));
        Answer answer = RawHttp.answer(line);
        assertEquals(200, answer.status());
        assertEquals("none", header(answer, "RateLimit"));
      }
      assertEquals(MANY, fastPath.served() - before);
    }
  }

  @Test
  void each_part_of_a_batch_counts() {
    Person ada = known();
    String parts =
        IntStream.range(0, BURST)
            .mapToObj("{\"id\":\"%d\",\"path\":\"/v1/me\"}"::formatted)
            .collect(Collectors.joining(","));
    Answer answer = ada.api().post("/v1/batch", "{\"requests\":[" + parts + "]}");
    assertEquals(200, answer.at("/responses/0/status").intValue());
    JsonNode last = answer.at("/responses/" + (BURST - 1));
    assertEquals(429, last.get("status").intValue());
    assertTrue(last.at("/body/type").textValue().endsWith(":too-many-requests"));
  }

  @Test
  void the_machine_may_always_ask_whether_the_server_lives() {
    Api machine = visitor();
    for (int times = 0; times < MANY; times++) {
      assertEquals(200, machine.get("/livez").status());
    }
  }

  @Test
  void only_the_address_that_the_last_trusted_proxy_saw_is_used() {
    assertEquals("192.0.2.9", behind("127.0.0.1", "192.0.2.9"));
    assertEquals("192.0.2.9", behind("127.0.0.1", "198.51.100.1, 192.0.2.9"));
    assertEquals("192.0.2.9", behind("127.0.0.1", "198.51.100.1, 192.0.2.9, 10.1.1.1"));
    assertEquals("192.0.2.9", behind("127.0.0.1", "198.51.100.1", "192.0.2.9"));
    assertEquals("192.0.2.9", behind("192.0.2.9", "198.51.100.1"));
    assertEquals("127.0.0.1", behind("127.0.0.1"));
    assertEquals("127.0.0.1", behind("127.0.0.1", "unknown"));
    assertEquals("127.0.0.1", behind("127.0.0.1", "192.0.2.9, [::"));
    assertEquals("192.0.2.9", behind("127.0.0.1", "192.0.2.9:4711"));
    assertEquals("2001:db8::1", behind("127.0.0.1", "[2001:db8::1]:4711"));
    assertEquals("fe80::1", behind("127.0.0.1", "fe80::1%eth0"));
  }

  private String behind(String peer, String... forwardedFor) {
    InetAddress found =
        clients.address(NetUtil.createInetAddressFromIpAddressString(peer), List.of(forwardedFor));
    return NetUtil.toAddressString(found);
  }

  @Test
  void a_client_without_a_session_is_identified_by_its_address() {
    Api client = visitor();
    assertEquals(BURST, granted(client, "/v1/groups"));
    assertEquals(401, visitor().get("/v1/groups").status());
    Optional<String> none = Optional.empty();
    assertEquals(429, client.send("DELETE", "/v1/me", none).status());
  }
}
