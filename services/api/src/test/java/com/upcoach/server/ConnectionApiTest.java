package com.upcoach.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.ratelimit.BodyBudget;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Connections, request heads and bodies, before a route is matched.
@QuarkusTest
class ConnectionApiTest extends ApiTest {

  private static final int PATIENCE_MS = 5_000;

  /// The time in which an announced close of a connection must happen.
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

  @Inject BodyBudget bodies;

  private Person ada;

  @BeforeEach
  void someone() {
    ada = person();
  }

  private String get(String path) {
    return "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
        .formatted(path, ada.token());
  }

  private static String post(String... headers) {
    return "POST /v1/habits HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n"
        .formatted(String.join("\r\n", headers));
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(address.getHost(), address.getPort());
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
  }

  /// Reads until the connection is closed, which must happen soon.
  private static String readToEnd(Socket socket) throws IOException {
    long before = System.nanoTime();
    String rest = new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    assertTrue(System.nanoTime() - before < STOP_TIMEOUT.toNanos(), "it stays open after " + rest);
    return rest;
  }

  /// Bytes that some HTTP parsers take for the end of a request and others do not.
  private static List<String> ambiguous(String smuggled) {
    int length = smuggled.length();
    return List.of(
        post("Transfer-Encoding: xchunked"),
        post("Transfer-Encoding: identity"),
        post("Transfer-Encoding: gzip"),
        post("Transfer-Encoding: chunked;q=1"),
        post("Transfer-Encoding: \"chunked\""),
        post("Transfer-Encoding: "),
        post("Transfer-Encoding: x, y"),
        post("Transfer-Encoding: chunked", "Transfer-Encoding: x"),
        post("Transfer-Encoding: chunked", "Content-Length: " + length),
        post("Transfer-Encoding : chunked"),
        post("Transfer-Encoding: chunked") + "zz\r\n",
        post("Transfer-Encoding: chunked") + "0\r\n\r\n",
        post("Content-Length: 0", "Content-Length: " + length),
        post("Content-Length: +0"),
        post("Content-Length: 0,0"),
        post("Content-Length: 0x0"),
        post("Content-Length : 0"),
        post("Content-Length:"),
        post("X: y", " Content-Length: 0"),
        post("X: y\nContent-Length: 0"),
        post("X: y\rContent-Length: 0"),
        post("X: \u0000"),
        post("Host: other"),
        "POST /v1/habits HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "GET /v1/today HTTP/7.3\r\nHost: localhost\r\n\r\n",
        "GET /v1/today HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /v1/today HTTP/1.1\r\n\r\n",
        "GET /v1/today HTTP/1.1\nHost: localhost\n\n",
        "GET /v1/to day HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  private static void assertRefused(String request, String response) {
    assertTrue(response.matches("(?s)HTTP/1\\.1 (400|411|505) .*"), () -> request + response);
    assertEquals(1, response.split("HTTP/1\\.1 \\d", -1).length - 1, () -> request + response);
    assertTrue(response.contains("Connection: close"), () -> request + response);
    assertTrue(response.contains("application/problem+json"), () -> request + response);
    assertFalse(response.contains("Ada"), () -> "smuggled: " + request + response);
  }

  @Test
  void a_request_smuggled_behind_an_ambiguous_one_is_never_processed() throws IOException {
    String smuggled = get("/v1/me");
    for (String ambiguous : ambiguous(smuggled)) {
      try (Socket socket = connect()) {
        send(socket, ambiguous + smuggled);
        assertRefused(ambiguous, readToEnd(socket));
      }
    }
  }

  @Test
  void a_request_is_not_smuggled_behind_a_later_request_on_the_fast_or_normal_path()
      throws IOException {
    String smuggled = get("/v1/me");
    assertEquals(200, ada.api().get("/v1/today").status());
    for (String ambiguous : ambiguous(smuggled)) {
      try (Socket socket = connect()) {
        send(socket, get("/v1/today"));
        assertEquals(200, RawHttp.answer(socket).status());
        send(socket, get("/v1/today").replace("Host", "X: \u00ff\r\nHost"));
        assertEquals(200, RawHttp.answer(socket).status());
        send(socket, ambiguous + smuggled);
        assertRefused(ambiguous, readToEnd(socket));
      }
      try (Socket socket = connect()) {
        send(socket, get("/v1/habits") + ambiguous + smuggled);
        assertEquals(200, RawHttp.answer(socket).status());
        assertRefused(ambiguous, readToEnd(socket));
      }
    }
  }

  private Answer problem(String request) throws IOException {
    try (Socket socket = connect()) {
      send(socket, request);
      Answer answer = RawHttp.answer(socket);
      assertEquals("", readToEnd(socket));
      Api.SEEN.add(answer.problem());
      return answer;
    }
  }

  @Test
  void each_refusal_is_a_problem_with_its_reason() throws IOException {
    assertEquals(
        "http-version-not-supported",
        problem("GET / HTTP/2.0\r\nHost: localhost\r\n\r\n").problem());
    assertEquals(
        "head-too-large", problem("GET /" + "x".repeat(10_000) + " HTTP/1.1\r\n").problem());
    assertEquals(
        "head-too-large", problem("GET / HTTP/1.1\r\nX: " + "x".repeat(100_000)).problem());
    assertEquals("body-too-large", problem(post("Content-Length: 99999999999999999999")).problem());
    assertEquals("malformed-request", problem("GET / HTTP/1.1\r\nHost: x/y\r\n\r\n").problem());
    assertEquals("length-required", problem(post("Transfer-Encoding: chunked")).problem());
  }

  @Test
  void invalid_hosts_are_refused_and_valid_ones_accepted_on_both_paths() throws IOException {
    for (String host :
        List.of("localhost", "LOCALHOST:80", "127.0.0.1", "[::1]:8080", "a_b.c-d~e")) {
      for (String more : List.of("", "Content-Length: 0\r\n", "X: \u00ff\r\n")) {
        try (Socket socket = connect()) {
          String request = get("/v1/today").replace("localhost\r\n", host + "\r\n" + more);
          send(socket, request);
          assertEquals(200, RawHttp.answer(socket).status(), request);
          send(socket, request);
          assertEquals(200, RawHttp.answer(socket).status(), request);
        }
      }
    }
  }

  @Test
  void a_body_refused_by_its_length_closes_the_connection_during_the_upload() throws IOException {
    try (Socket socket = connect()) {
      send(
          socket,
          post("Authorization: Bearer " + ada.token(), "Content-Length: 10000000")
              + "x".repeat(100_000));
      Answer answer = RawHttp.answer(socket);
      assertEquals("body-too-large", answer.problem());
      assertEquals("", readToEnd(socket));
    }
  }

  @Test
  void a_body_without_a_session_is_refused_before_it_is_read() throws IOException {
    for (String head :
        List.of(
            post("Content-Length: 1000000"),
            post("Content-Length: 1000000", "Authorization: Bearer made.up"),
            post(
                "Content-Length: 1000000",
                "Cookie: upcoach-session=x",
                "Origin: http://localhost",
                "Content-Type: application/json"),
            post("Content-Length: 1000000").replace("habits", "imports"))) {
      try (Socket socket = connect()) {
        send(socket, head + "x".repeat(100));
        Answer answer = RawHttp.answer(socket);
        assertEquals(401, answer.status(), head);
        assertEquals("", readToEnd(socket));
      }
    }
  }

  @Test
  void a_body_for_an_unknown_route_is_refused_before_it_is_read() throws IOException {
    try (Socket socket = connect()) {
      send(socket, post("Content-Length: 1000000").replace("habits", "nothing") + "x".repeat(100));
      assertEquals(404, RawHttp.answer(socket).status());
      assertEquals("", readToEnd(socket));
    }
  }

  @Test
  void a_lost_connection_releases_the_memory_of_its_body_at_any_time() throws Exception {
    for (int lost = 0; lost < 20; lost++) {
      // The connection is lost during the query of a session that is not cached.
      String token = lost % 2 == 0 ? ada.token() : person().token();
      try (Socket socket = connect()) {
        socket.setSoLinger(true, 0);
        send(socket, post("Content-Length: 100000", "Authorization: Bearer " + token) + "x");
      }
    }
    long before = System.nanoTime();
    while (bodies.reserved() > 0 && System.nanoTime() - before < STOP_TIMEOUT.toNanos()) {
      Thread.sleep(10);
    }
    assertEquals(0, bodies.reserved());
  }

  @Test
  void a_body_with_a_password_has_at_most_4_kib() throws IOException {
    for (String path : List.of("/v1/sessions", "/v1/members")) {
      try (Socket socket = connect()) {
        send(socket, post("Content-Length: 4097").replace("/v1/habits", path));
        assertEquals("body-too-large", RawHttp.answer(socket).problem(), path);
      }
    }
  }

  /// Announces bodies of one size, and sends nothing of them.
  private void hold(List<Socket> held, int bodyCount, int bytes, String head) throws Exception {
    for (int body = 0; body < bodyCount; body++) {
      long reserved = bodies.reserved();
      held.add(connect());
      send(held.getLast(), head);
      long before = System.nanoTime();
      while (bodies.reserved() == reserved && System.nanoTime() - before < STOP_TIMEOUT.toNanos()) {
        Thread.sleep(1);
      }
      assertEquals(reserved + bytes, bodies.reserved(), head);
    }
  }

  private String refusalOf(List<Socket> held, String head) throws IOException {
    held.add(connect());
    send(held.getLast(), head);
    return RawHttp.answer(held.getLast()).problem();
  }

  @Test
  void bodies_in_flight_are_limited_by_address_by_member_and_in_total() throws Exception {
    String visitor =
        post("Content-Type: application/json", "Content-Length: 250000")
            .replace("/v1/habits", "/graphql");
    List<String> members =
        Stream.generate(this::person)
            .limit(5)
            .map(one -> post("Content-Length: 1000000", "Authorization: Bearer " + one.token()))
            .toList();
    List<Socket> held = new ArrayList<>();
    try {
      hold(held, 6, 250_000, visitor);
      assertEquals("too-many-requests", refusalOf(held, visitor));
      for (String member : members.subList(0, 4)) {
        hold(held, 4, 1_000_000, member);
        assertEquals("too-many-requests", refusalOf(held, member));
      }
      hold(held, 2, 1_000_000, members.getLast());
      assertEquals("too-busy", refusalOf(held, members.getLast()));
    } finally {
      for (Socket socket : held) {
        socket.close();
      }
    }
  }

  @Test
  void a_body_with_an_unsupported_content_type_is_refused() {
    for (List<String> form :
        List.of(
            List.of("Content-Encoding", "gzip"),
            List.of("Content-Encoding", "x-made-up"),
            List.of("Content-Encoding", "identity, br"))) {
      assertEquals(
          "unsupported-media-type",
          ada.api()
              .with(form.getFirst(), form.getLast())
              .post("/v1/habits", "{\"title\":\"Read\"}")
              .problem(),
          form.toString());
    }
    assertEquals(
        201,
        ada.api()
            .with("Content-Encoding", "identity")
            .post("/v1/habits", "{\"title\":\"Read\"}")
            .status());
  }

  @Test
  void a_request_with_two_content_types_is_refused() throws IOException {
    try (Socket socket = connect()) {
      send(
          socket,
          post(
                  "Authorization: Bearer " + ada.token(),
                  "Content-Type: application/json",
                  "Content-Type: application/json; charset=utf-16",
                  "Content-Length: 2")
              + "{}");
      assertEquals("unsupported-media-type", RawHttp.answer(socket).problem());
      assertEquals("", readToEnd(socket));
    }
  }

  @Test
  void no_request_after_connection_close_gets_a_response() throws IOException {
    try (Socket socket = connect()) {
      send(
          socket,
          get("/v1/me?fields=name").replace("Host", "Connection: keep-alive, close\r\nHost")
              + get("/v1/me"));
      assertEquals(200, RawHttp.answer(socket).status());
      assertEquals("", readToEnd(socket));
    }
  }

  @Test
  void a_slow_reader_still_receives_the_last_response() throws Exception {
    try (Socket socket = connect()) {
      send(socket, post("Content-Length: 1000000"));
      OutputStream out = socket.getOutputStream();
      out.write(new byte[200_000]);
      Thread.sleep(300);
      assertEquals(401, RawHttp.answer(socket).status());
    }
  }

  /// The type of a problem, or of a GraphQL error.
  private static String refusal(Answer answer) {
    return answer.graphErrors().isEmpty() ? answer.problem() : answer.graphErrors().getFirst();
  }

  @Test
  void json_in_another_encoding_than_utf8_is_refused_on_every_route() {
    for (Map.Entry<String, String> entry :
        Map.of("/v1/habits", "{\"title\":\"Read\"}", "/graphql", "{\"query\":\"{me{id}}\"}")
            .entrySet()) {
      Answer wide =
          ada.api()
              .send(
                  "POST",
                  entry.getKey(),
                  BodyPublishers.ofByteArray(entry.getValue().getBytes(UTF_16)),
                  true);
      assertEquals("malformed-json", refusal(wide), entry.getKey());
      byte[] overlong = entry.getValue().replace("d", "\u00c0\u00af").getBytes(ISO_8859_1);
      Answer wrong =
          ada.api().send("POST", entry.getKey(), BodyPublishers.ofByteArray(overlong), true);
      assertEquals("malformed-json", refusal(wrong), entry.getKey());
      Answer named =
          ada.api()
              .with("Content-Type", "application/json; charset=utf-16")
              .post(entry.getKey(), entry.getValue());
      assertEquals("unsupported-media-type", named.problem(), entry.getKey());
    }
  }
}
