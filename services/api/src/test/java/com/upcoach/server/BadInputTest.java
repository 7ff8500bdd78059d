package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.access.Role;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Invalid input is refused with the name of its field or parameter, and nothing is written.
@QuarkusTest
class BadInputTest extends ApiTest {

  private Person ada;
  private String habit;
  private List<String> before;

  @BeforeEach
  void defineHabit() {
    ada = person(Role.ADMIN);
    habit = ada.habit("{\"title\":\"Read\",\"start\":\"2026-11-01\"}");
    before = Rows.fingerprint();
  }

  @AfterEach
  void assertNothingWritten() {
    assertEquals(before, Rows.fingerprint());
  }

  private Answer define(String body) {
    return ada.api().post("/v1/habits", body);
  }

  @Test
  void an_unknown_field_is_named() {
    assertEquals("unknown-field titel", define("{\"titel\":\"x\"}").fault());
    assertEquals(2, define("{\"titel\":\"x\",\"title\":1,\"Kind\":2}").at("/errors").size());
  }

  @Test
  void every_invalid_field_is_named_in_one_response() {
    Answer answer = define("{\"target\":-1,\"kind\":\"be\",\"color\":\"red\",\"start\":\"now\"}");
    assertEquals(5, answer.at("/errors").size());
  }

  @Test
  void malformed_json_is_refused_with_line_and_column() {
    Answer answer = define("{\n  \"title\": oops\n}");
    assertTrue(answer.text("/detail").contains("(line 2, column "), answer.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"title\":\"x\"",
        "[]",
        "null",
        "7",
        "\"x\"",
        "{} {}",
        "{}x",
        "{\"title\":\"x\",\"title\":\"y\"}",
        "{'title':'x'}",
        "{\"target\":NaN}",
        "{\"target\":Infinity}",
        "{\"target\":-Infinity}",
        "{\"target\":0x1}",
        "{\"title\":\"\u0000\"}",
        "{\"title\":\"x\",}",
        "{\"schedule\":{\"n\":1,\"n\":2}}"
      })
  void a_body_other_than_one_valid_json_object_is_refused(String body) {
    assertEquals("malformed-json", define(body).problem());
  }

  @Test
  void json_nested_deeper_than_sixteen_levels_is_refused() {
    assertEquals(
        "malformed-json",
        define("{\"schedule\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}").problem());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1|must not be negative",
        "-0.0001|must not be negative",
        "1e400|must be at most 1e12",
        "1000000000001|must be at most 1e12",
        "'\"3\"'|must be a number, not text",
        "true|must be a number, not true or false",
        "[1]|must be a number, not a list"
      })
  void an_invalid_amount_is_refused(String amount, String reason) {
    Answer answer =
        ada.checkIn(habit, "2026-11-20", "{\"amount\":" + amount.replace("'", "") + "}");
    assertEquals("invalid-field amount", answer.fault());
    assertEquals(reason, answer.text("/errors/0/reason"));
  }

  @Test
  void a_number_of_a_thousand_digits_is_refused() {
    assertEquals(
        "malformed-json",
        ada.checkIn(habit, "2026-11-20", "{\"amount\":" + "9".repeat(1_000) + "}").problem());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\u0000",
        "a\\u0000b",
        "\\ud800",
        "x\\udc00",
        "\\u001b[0m",
        "a\\r\\nSet-Cookie: b=c"
      })
  void text_that_the_database_or_a_header_cannot_hold_is_refused_by_its_field(String text) {
    String field = "\"" + text + "\"";
    assertEquals("invalid-field title", define("{\"title\":%s}".formatted(field)).fault());
    for (String name : new String[] {"note", "unit", "icon"}) {
      assertEquals(
          "invalid-field " + name,
          define("{\"title\":\"x\",\"%s\":%s}".formatted(name, field)).fault());
    }
    assertEquals(
        "invalid-field note",
        ada.checkIn(habit, "2026-11-20", "{\"note\":%s}".formatted(field)).fault());
    assertEquals(
        "invalid-field name", ada.api().patch("/v1/me", "{\"name\":%s}".formatted(field)).fault());
    assertEquals(
        "invalid-field name",
        ada.api().post("/v1/groups", "{\"name\":%s}".formatted(field)).fault());
    assertEquals(
        "invalid-field code",
        ada.api().post("/v1/groups/memberships", "{\"code\":%s}".formatted(field)).fault());
    assertEquals(
        "invalid-field device",
        visitor()
            .post(
                "/v1/sessions",
                "{\"email\":\"a@b\",\"password\":\"x\",\"device\":%s}".formatted(field))
            .fault());
  }

  @Test
  void a_lone_surrogate_in_a_field_name_or_schedule_gives_a_valid_utf8_response() {
    assertEquals(400, define("{\"\ud800\":1}").status());
    assertEquals("malformed-json", define("{\"\\ud800\":1,\"\\ud800\":1}").problem());
    assertEquals("unknown-field", define("{\"%s\":1}".formatted("x".repeat(59) + "😀")).problem());
    assertEquals(
        "invalid-field schedule.type",
        define("{\"title\":\"x\",\"schedule\":{\"type\":\"\\udfff\"}}").fault());
    assertEquals(
        400, define("{\"title\":\"x\",\"schedule\":{\"type\":\"daily\",\"\\udfff\":1}}").status());
    assertEquals(
        "invalid-field password",
        visitor()
            .post(
                "/v1/members",
                "{\"email\":\"a@b\",\"name\":\"x\",\"password\":\"12345678\\ud800\"}")
            .fault());
  }

  @Test
  void a_problem_quotes_little_of_the_request() {
    String huge = "x".repeat(40_000);
    for (String body :
        new String[] {
          "{\"%s\":1}",
          "{\"title\":\"%s\"}",
          "{\"a\":%s}",
          "{\"%1$s\":1,\"%1$s\":1}",
          "{\"title\":\"x\",\"schedule\":{\"type\":\"%s\"}}",
          "{\"title\":\"x\",\"schedule\":{\"type\":\"daily\",\"%s\":1}}",
          "{\"title\":\"x\",\"schedule\":{\"type\":\"weekdays\",\"days\":[\"%s\"]}}",
          "{\"title\":\"x\",\"schedule\":{\"type\":\"weekdays\",\"days\":[[\"%s\"]]}}",
          "{\"title\":\"x\",\"kind\":\"%s\"}",
          "{\"title\":\"x\",\"start\":\"%s\"}"
        }) {
      Answer answer = define(body.formatted(huge));
      assertEquals(400, answer.status(), body);
      assertTrue(answer.body().length() < 1_500, () -> body + answer.body().length());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-30",
        "2026-13-01",
        "26-11-20",
        "2026-11-20T00:00:00Z",
        "today",
        "0000-00-00",
        "1899-12-31",
        "2200-01-01",
        "+12026-01-01",
        "2026-1-1"
      })
  void an_invalid_date_is_refused_in_every_date_field(String date) {
    assertEquals(
        "invalid-parameter day", ada.checkIn(habit, date.replace(":", "%3A"), "{}").fault());
    assertEquals(
        "invalid-field start",
        define("{\"title\":\"x\",\"start\":\"%s\"}".formatted(date)).fault());
    String range = "/v1/habits/" + habit + "/check-ins?from=" + date.replace("+", "%2B");
    assertEquals("invalid-parameter from", ada.api().get(range).fault());
    assertEquals(
        "invalid-parameter cursor", ada.api().get(range.replace("from", "cursor")).fault());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "null",
        "0190a0a0-0000-7000-8000-00000000000g",
        "%F0%9F%98%80",
        "%27%20or%201=1"
      })
  void an_invalid_uuid_is_not_found(String id) {
    for (String path :
        new String[] {
          "/v1/habits/%s", "/v1/habits/%s/streak", "/v1/habits/%s/statistics",
          "/v1/habits/%s/check-ins", "/v1/groups/%s", "/v1/leaderboards/%s"
        }) {
      assertEquals(
          "not-found",
          ada.api().get(path.formatted(id.replace("%", "%%")).replace("%%", "%")).problem());
    }
    assertEquals("not-found", ada.api().delete("/v1/sessions/" + id).problem());
    assertEquals("not-found", ada.api().delete("/v1/pauses/" + id).problem());
  }

  @Test
  void parameters_out_of_range_are_refused_by_name() {
    String[][] wrong = {
      {"/v1/habits?limit=0", "limit"},
      {"/v1/habits?limit=501", "limit"},
      {"/v1/habits?limit=1e2", "limit"},
      {"/v1/habits?limit=99999999999", "limit"},
      {"/v1/habits?cursor=x", "cursor"},
      {"/v1/habits?archived=1", "archived"},
      {"/v1/admin/members?search=%00", "search"},
      {"/v1/admin/members?search=" + "x".repeat(101), "search"},
      {"/v1/admin/members?cursor=%00", "cursor"},
    };
    for (String[] one : wrong) {
      assertEquals("invalid-parameter " + one[1], ada.api().get(one[0]).fault(), one[0]);
    }
    assertEquals(200, ada.api().get("/v1/admin/members?limit=1&search=%27%3B--").status());
  }

  @Test
  void an_unknown_path_or_method_gets_a_problem_response() {
    for (String path :
        new String[] {"/", "/v1", "/v2/today", "/v1/habit", "/v1/habits/x/y", "/favicon.ico"}) {
      assertEquals("not-found", ada.api().get(path).problem(), path);
    }
    assertEquals("method-not-allowed", ada.api().delete("/v1/today").problem());
    assertEquals("method-not-allowed", ada.api().put("/v1/habits", "{}").problem());
    assertEquals("method-not-allowed", ada.api().patch("/v1/sessions", "{}").problem());
    assertEquals("method-not-allowed", ada.api().post("/openapi").problem());
  }

  @Test
  void an_invalid_percent_encoding_gets_a_problem_response() {
    RawHttp raw = new RawHttp(address);
    for (String target :
        new String[] {"/v1/habits?limit=%", "/v1/habits?%zz=1", "/v1/habits/%zz", "/v1/habits/%"}) {
      assertEquals("malformed-request", raw.ask("GET", target, Map.of()).problem(), target);
    }
  }

  @Test
  void malformed_http_is_refused_before_routing() {
    Answer answer = new RawHttp(address).send("GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertEquals(400, answer.status());
    assertEquals("malformed-request", answer.problem());
    assertEquals(Optional.of("close"), answer.headers().firstValue("Connection"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u00a0", "\u200b", " \u2800\u3164", "\u202e", "\ufe0f"})
  void invisible_text_is_refused_in_required_fields(String text) {
    String field = "\"" + text + "\"";
    assertEquals("invalid-field title", define("{\"title\":%s}".formatted(field)).fault());
    assertEquals(
        "invalid-field name", ada.api().patch("/v1/me", "{\"name\":%s}".formatted(field)).fault());
    assertEquals(
        "invalid-field name",
        ada.api().post("/v1/groups", "{\"name\":%s}".formatted(field)).fault());
    assertEquals(
        "invalid-field email",
        visitor()
            .post(
                "/v1/members",
                "{\"email\":\"a%s@b.org\",\"name\":\"x\",\"password\":\"%s\"}"
                    .formatted(text + "b", PASSWORD))
            .fault());
  }

  @ParameterizedTest
  @ValueSource(strings = {"SystemV/PST8", "EST5EDT", "GMT0", "+01:00", "posix/Europe/Berlin"})
  void an_unknown_time_zone_is_refused(String zone) {
    assertEquals(
        "invalid-field zone",
        ada.api().patch("/v1/me", "{\"zone\":\"%s\"}".formatted(zone)).fault());
  }

  @Test
  void an_unusual_header_is_harmless() {
    RawHttp raw = new RawHttp(address);
    for (String header :
        new String[] {
          "Content-Length: -1",
          "Content-Length: x",
          "Content-Length: 99999999999999999999",
          "Content-Length: 2\r\nContent-Length: 3",
          "Transfer-Encoding: chunked, gzip",
          "Cookie: upcoach-session=\"",
          "Cookie: ===;;,",
          "Accept: \u00ff/;q=x",
          "Authorization: Bearer \u0000",
          "User-Agent: \u0001",
          "no colon"
        }) {
      Answer answer =
          raw.send("GET /v1/today HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n".formatted(header));
      assertTrue(answer.status() >= 400 && answer.status() < 500, header + answer);
    }
  }
}
