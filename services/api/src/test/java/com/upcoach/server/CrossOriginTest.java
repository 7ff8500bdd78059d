package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.database.TestDatabaseResource;
import com.upcoach.settings.Setting;
import com.upcoach.settings.WebOrigin;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests from other origins, to a server that allows one of them.
@QuarkusTest
@TestProfile(CrossOriginTest.Allowing.class)
class CrossOriginTest extends ApiTest {

  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String HABIT = "{\"title\":\"Read\"}";

  private Person ada;
  private RawHttp raw;

  public static final class Allowing implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(Setting.ALLOWED_ORIGINS.property(), "https://app.example.org");
    }

    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(TestDatabaseResource.class));
    }
  }

  @BeforeEach
  void signIn() {
    ada = person();
    raw = new RawHttp(address);
  }

  private Answer send(String method, String path, String headers, String body) {
    return raw.send(
        "%s %s HTTP/1.1\r\nHost: up.example.org\r\n%sContent-Length: %d\r\n\r\n%s"
            .formatted(method, path, headers, body.length(), body));
  }

  private String cookie() {
    return "Cookie: upcoach-session=" + ada.token() + "\r\n";
  }

  private Answer define(String headers) {
    return send("POST", "/v1/habits", cookie() + JSON + headers, HABIT);
  }

  private static String lines(String headers) {
    return headers == null ? "" : headers.replace(" | ", "\r\n") + "\r\n";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "Origin: http://up.example.org",
        "Origin: https://up.example.org",
        "Origin: http://UP.example.org:80",
        "Origin: http://up.example.org | Sec-Fetch-Site: same-origin",
        "Sec-Fetch-Site: same-origin",
        "Sec-Fetch-Site: none",
        "Origin: https://app.example.org",
        "Origin: https://app.example.org | Sec-Fetch-Site: same-site",
        "Origin: https://out.example.org | X-Forwarded-Host: out.example.org",
        "Origin: https://up.example.org | X-Forwarded-Proto: https"
      })
  void a_change_from_the_own_or_an_allowed_origin_is_accepted(String headers) {
    String cookie =
        headers.contains("Proto: https") ? cookie().replace(" up", " __Host-up") : cookie();
    assertEquals(
        201, send("POST", "/v1/habits", cookie + JSON + lines(headers), HABIT).status(), headers);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "X-Requested-With: x",
        "Origin: https://evil.example.org",
        "Origin: null",
        "Origin: ",
        "Origin: http://up.example.org:8080",
        "Origin: http://up.example.org.evil.org",
        "Origin: http://up.example.org@evil.org",
        "Origin: ftp://up.example.org",
        "Origin: http://up.example.org/",
        "Origin: up.example.org",
        "Origin: http://up.example.org, http://evil.example.org",
        "Origin: http://up.example.org | Origin: http://evil.example.org",
        "Origin: http://app.example.org",
        "Origin: https://app.example.org:444",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Sec-Fetch-Site: ",
        "Sec-Fetch-Site: same-origin | Sec-Fetch-Site: cross-site",
        "Origin: https://evil.example.org | Sec-Fetch-Site: same-origin",
        "Origin: http://up.example.org | Sec-Fetch-Site: cross-site",
        "Origin: https://evil.example.org | Referer: http://up.example.org/"
      })
  void a_change_with_the_session_cookie_from_anywhere_else_is_refused(String headers) {
    var before = Rows.fingerprint();
    assertEquals("cross-origin", define(lines(headers)).problem(), headers);
    assertEquals(before, Rows.fingerprint());
  }

  /// An allowed origin may send changes but cannot read responses: there is no CORS.
  @ParameterizedTest
  @CsvSource({"OPTIONS", "GET"})
  void an_allowed_origin_gets_no_cors_headers(String method) {
    Answer answer =
        send(
            method,
            "/v1/habits",
            cookie()
                + "Origin: https://app.example.org\r\n"
                + "Access-Control-Request-Method: POST\r\n"
                + "Access-Control-Request-Headers: content-type\r\n",
            "");
    assertEquals(
        List.of(),
        answer.headers().map().keySet().stream()
            .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control"))
            .toList());
  }

  @Test
  void over_tls_the_own_origin_is_https() {
    assertEquals(
        "cross-origin",
        send(
                "POST",
                "/v1/habits",
                cookie().replace(" up", " __Host-up")
                    + JSON
                    + "X-Forwarded-Proto: https\r\nOrigin: http://up.example.org\r\n",
                HABIT)
            .problem());
  }

  @Test
  void every_kind_of_change_from_another_origin_is_refused() {
    String evil = cookie() + "Origin: https://evil.example.org\r\n";
    String form =
        "--x\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\n\r\n--x--\r\n";
    String mutation = "{\"query\":\"mutation{signOut{__typename}}\"}";
    var before = Rows.fingerprint();
    for (Answer answer :
        List.of(
            send(
                "POST",
                "/v1/imports",
                evil + "Content-Type: multipart/form-data; boundary=x\r\n",
                form),
            send("POST", "/v1/habits", evil + "Content-Type: text/plain\r\n", HABIT),
            send("POST", "/v1/habits", evil, HABIT),
            send("POST", "/graphql", evil + JSON, mutation),
            send("POST", "/graphql", evil, mutation),
            send("DELETE", "/v1/sessions/current", evil, ""),
            send("DELETE", "/v1/sessions/others", evil, ""),
            send("PUT", "/v1/me/password", evil + JSON, "{}"),
            send("PATCH", "/v1/me", evil + JSON, "{\"name\":\"Eve\"}"))) {
      assertEquals("cross-origin", answer.problem());
    }
    Answer byGet = send("GET", "/graphql?query=mutation%7BsignOut%7B__typename%7D%7D", evil, "");
    assertEquals(405, byGet.status());
    assertEquals(before, Rows.fingerprint());
  }

  @Test
  void a_sign_in_from_another_origin_is_refused() {
    String credentials = "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(ada.email(), PASSWORD);
    String evil = "Origin: https://evil.example.org\r\n";
    assertEquals("cross-origin", send("POST", "/v1/sessions", JSON + evil, credentials).problem());
    assertEquals(
        "cross-origin",
        send("POST", "/v1/sessions", "Content-Type: text/plain\r\n" + evil, credentials).problem());
    assertEquals(201, send("POST", "/v1/sessions", JSON, credentials).status());
  }

  @Test
  void with_the_cookie_a_body_needs_a_supported_content_type() {
    String own = cookie() + "Origin: http://up.example.org\r\n";
    for (String type :
        new String[] {
          "",
          "Content-Type: text/plain\r\n",
          "Content-Type: \r\n",
          "Content-Type: text/plain; application/json\r\n",
          "Content-Type: application/x-www-form-urlencoded\r\n",
          JSON + "Content-Type: text/plain\r\n"
        }) {
      assertEquals(
          "unsupported-media-type", send("POST", "/v1/habits", own + type, HABIT).problem(), type);
    }
    String charset = "Content-Type: Application/JSON;charset=utf-8\r\n";
    assertEquals(201, send("POST", "/v1/habits", own + charset, HABIT).status());
    assertEquals(204, send("DELETE", "/v1/sessions/current", own, "").status());
  }

  @Test
  void a_request_with_a_bearer_token_needs_no_origin() {
    String bearer = "Authorization: Bearer " + ada.token() + "\r\n";
    assertEquals(201, send("POST", "/v1/habits", bearer + JSON, HABIT).status());
    assertEquals(
        201,
        send(
                "POST",
                "/v1/habits",
                bearer + cookie() + JSON + "Origin: https://evil.example.org\r\n",
                HABIT)
            .status());
  }

  @Test
  void reads_from_any_origin_are_allowed() {
    assertEquals(200, send("GET", "/v1/me", cookie(), "").status());
    assertEquals(
        200, send("GET", "/v1/me", cookie() + "Sec-Fetch-Site: cross-site\r\n", "").status());
  }

  @Test
  void an_origin_is_parsed_as_browsers_send_it() {
    assertEquals(
        Optional.of(new WebOrigin("https", "a.example.org", 443)),
        WebOrigin.parse("https://A.example.org"));
    assertTrue(WebOrigin.parse("http://[::1]:8080").orElseThrow().isAt("[::1]:8080"));
    assertEquals(Optional.of(List.of()), WebOrigin.parseAll(" "));
    assertEquals(2, WebOrigin.parseAll("https://a, http://b:1").orElseThrow().size());
    for (String wrong :
        new String[] {"a", "https://", "https://a/", "https://a, ", "https://*", "null"}) {
      assertEquals(Optional.empty(), WebOrigin.parseAll(wrong), wrong);
    }
  }
}
