package com.upcoach.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.server.Answer;
import com.upcoach.server.Api;
import com.upcoach.server.ApiTest;
import com.upcoach.server.RawHttp;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests are matched with one route, and those that match none are refused before anything else
/// looks at them.
@QuarkusTest
class RouteFilterTest extends ApiTest {

  private static final int PATIENCE_MS = 5_000;

  private RawHttp raw;
  private Person ada;

  @BeforeEach
  void connect() {
    raw = new RawHttp(address);
    ada = person();
  }

  private Answer ask(String method, String path, String... headers) {
    Map<String, String> all = new HashMap<>();
    all.put("Authorization", "Bearer " + ada.token());
    for (int place = 0; place < headers.length; place += 2) {
      all.put(headers[place], headers[place + 1]);
    }
    return raw.ask(method, path, all);
  }

  private static String header(Answer answer, String name) {
    return answer.headers().firstValue(name).orElse("none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//v1/sessions",
        "/v1/sessions/",
        "/v1/sessions;a",
        "/v1/%73essions",
        "/x/../v1/sessions",
        "/v1/imports/../habits",
        "/v1/imports;a/../habits",
        "//graphql",
        "/graphql/",
        "/v1/imports/../sessions",
        "/livez/",
        "//livez",
        "/%6Civez",
        "/v1/habits/%00",
        "/v1/habits/..;",
        "/v1/habits/%2e%2e/today",
        "/v1\\habits"
      })
  void a_path_that_is_not_in_normal_form_is_refused_whatever_it_is_sent_with(String path) {
    for (String method : List.of("POST", "GET", "PUT", "OPTIONS", "BREW")) {
      Answer answer = ask(method, path, "Content-Type", "application/json");
      assertEquals("malformed-request", answer.problem(), method);
      assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
    }
    Answer tooLarge = ask("POST", path, "Content-Length", "3145728");
    assertEquals("malformed-request", tooLarge.problem());
    assertEquals("close", header(tooLarge, "Connection"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "v1/today",
        "http://other/v1/today",
        "http://localhost",
        "http:///v1/today",
        "ftp://localhost/v1/today",
        "http://localhost?/v1/today",
        "localhost:80",
        "?a=b"
      })
  void a_target_that_is_no_path_of_this_server_is_refused(String target) {
    Answer answer =
        raw.send(
            "GET %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(target, ada.token()));
    assertEquals("malformed-request", answer.problem());
    assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
  }

  @Test
  void an_address_of_this_host_is_its_path() {
    String me =
        "GET http://localhost/v1/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(ada.token());
    assertEquals(ada.email(), raw.send(me).text("/email"));
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/livez,'GET, HEAD'",
    "TRACE,/livez,'GET, HEAD'",
    "DELETE,/readyz,'GET, HEAD'",
    "POST,/openapi,'GET, HEAD'",
    "TRACE,/v1/today,'GET, HEAD'",
    "OPTIONS,/v1/habits,'GET, HEAD, POST'",
    "PUT,/v1/habits,'GET, HEAD, POST'",
    "GET,/v1/check-ins,POST",
    "PATCH,/graphql,'GET, HEAD, POST'",
    "GET,/v1/sessions/current,DELETE"
  })
  void a_method_that_a_path_has_not_is_answered_with_those_that_it_has(
      String method, String path, String allowed) {
    Answer answer = ask(method, path);
    assertEquals("method-not-allowed", answer.problem());
    assertEquals(allowed, header(answer, "Allow"));
  }

  @Test
  void a_change_of_the_graph_by_get_is_told_to_use_post() {
    Answer answer = ada.api().get("/graphql?query=mutation%7BsignOut%7B__typename%7D%7D");
    assertEquals(405, answer.status());
    assertEquals("POST", header(answer, "Allow"));
  }

  @Test
  void a_method_that_no_path_has_is_refused_with_those_that_the_path_has() {
    for (String method : List.of("BREW", "get", "QUERY")) {
      Answer answer = ask(method, "/v1/today");
      assertEquals("method-not-allowed", answer.problem(), method);
      assertEquals("GET, HEAD", header(answer, "Allow"), method);
    }
    assertEquals("not-found", ask("PROPFIND", "/nowhere").problem());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/q/health",
        "/q/health/live",
        "/q/health/ready",
        "/q/health/started",
        "/q/health/group/x",
        "/q/dev",
        "/q/metrics",
        "/livez/x",
        "/health",
        "/index.html"
      })
  void nothing_is_served_beside_the_contract(String path) {
    assertEquals("not-found", ask("GET", path).problem());
  }

  @Test
  void health_is_asked_by_head_as_well() throws IOException {
    for (String path : List.of("/livez", "/readyz")) {
      try (Socket line = new Socket(address.getHost(), address.getPort())) {
        line.setSoTimeout(PATIENCE_MS);
        line.getOutputStream()
            .write(
                "HEAD %s HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n"
                    .formatted(path)
                    .getBytes(ISO_8859_1));
        String said = new String(line.getInputStream().readAllBytes(), ISO_8859_1);
        assertTrue(said.startsWith("HTTP/1.1 200 "), said);
      }
    }
  }

  @Test
  void who_is_not_signed_in_is_told_so_before_the_body_is_read() {
    Answer answer =
        raw.ask(
            "POST",
            "/v1/habits",
            Map.of("Content-Type", "application/json", "Content-Length", "1000"));
    assertEquals("not-signed-in", answer.problem());
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/habits?limit=1&limit=garbage,limit",
    "/v1/habits?limit=1&limit=1,limit",
    "/v1/habits?limit=,limit",
    "/v1/habits?limit,limit",
    "/v1/habits?kind=do&kind=garbage,kind",
    "/v1/habits?archived=,archived",
    "/v1/habits?archived=true&%61rchived=false,archived",
    "/v1/habits?fields=items&fields=next,fields",
    "/v1/today?fields=,fields",
    "/v1/groups?sort=&limit=1,sort",
    "/graphql?query=%7Bme%7Bname%7D%7D&query=%7B,query",
    "/graphql?query=%7Bme%7Bname%7D%7D&variables=,variables"
  })
  void a_parameter_that_is_given_twice_or_is_empty_is_refused_by_name(String path, String name) {
    Answer answer = ask("GET", path);
    assertEquals(400, answer.status());
    assertEquals("invalid-parameter " + name, answer.fault());
  }

  @Test
  void every_answer_forbids_to_guess_its_content_type() {
    String habit = ada.habit("{\"title\":\"Read\"}");
    for (String path :
        List.of(
            "/v1/today",
            "/v1/today",
            "/v1/habits/" + habit,
            "/v1/export",
            "/openapi",
            "/livez",
            "/readyz",
            "/graphql?query=%7Bme%7Bname%7D%7D",
            "/nowhere",
            "/v1/habits?limit=0",
            "/v1/habits/x")) {
      assertEquals("nosniff", header(ask("GET", path), "X-Content-Type-Options"), path);
    }
    assertEquals(
        "nosniff", header(raw.ask("GET", "/v1/today", Map.of()), "X-Content-Type-Options"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https", "HTTPS", "https, http"})
  void behind_tls_responses_have_strict_transport_security(String proto) throws IOException {
    ask("GET", "/v1/today");
    for (String path : List.of("/v1/today", "/v1/groups", "/openapi", "/nowhere")) {
      assertEquals(
          "max-age=31536000",
          header(ask("GET", path, "X-Forwarded-Proto", proto), "Strict-Transport-Security"),
          path);
      assertEquals(
          "none",
          header(ask("GET", path, "X-Forwarded-Proto", "http"), "Strict-Transport-Security"),
          path);
    }
  }

  private String cookie(String... headers) {
    Api browser = visitor();
    for (int place = 0; place < headers.length; place += 2) {
      browser = browser.with(headers[place], headers[place + 1]);
    }
    return header(
        browser.post(
            "/v1/sessions",
            "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(ada.email(), PASSWORD)),
        "Set-Cookie");
  }

  @Test
  void the_cookie_of_a_session_is_for_this_host_and_its_requests_alone() {
    assertTrue(
        cookie()
            .matches("upcoach-session=[\\w-]+; Path=/; Max-Age=2592000; HttpOnly; SameSite=Strict"),
        cookie());
  }

  @Test
  void over_tls_only_a_secure_session_cookie_is_set_and_accepted() {
    String cookie = cookie("X-Forwarded-Proto", "https");
    assertTrue(
        cookie.matches(
            "__Host-upcoach-session=[\\w-]+; Path=/; Max-Age=2592000; HttpOnly; SameSite=Strict; Secure"),
        cookie);
    String own = cookie.split(";", -1)[0];
    Api browser = visitor().with("X-Forwarded-Proto", "https");
    assertEquals(200, browser.with("Cookie", own).get("/v1/me").status());
    String planted = own.replace("__Host-", "");
    assertEquals(401, browser.with("Cookie", planted).get("/v1/me").status());
    assertEquals(200, visitor().with("Cookie", planted).get("/v1/me").status());
    assertEquals(401, visitor().with("Cookie", own).get("/v1/me").status());
  }
}
