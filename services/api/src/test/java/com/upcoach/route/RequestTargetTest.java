package com.upcoach.route;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RequestTargetTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?a=b",
        "/v1/today",
        "/v1/today?",
        "/v1/a-b_c~d.e/..f/.g/h..",
        "/v1/habits?limit=2&sort=-title&cursor=a%2Fb%3D%3d%00",
        "/graphql?query=%7Bme%7Bname%7D%7D&variables=[%22%C3%A4%22]",
        "/v1/h/!$&'()*+,=:@",
        "/v1/h/%F0%9F%98%80%20%22%3C"
      })
  void a_target_in_normal_form_is_accepted(String target) {
    assertEquals(Optional.empty(), RequestTarget.fault(target));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "v1/today",
        "*",
        "//",
        "//v1/sessions",
        "/v1//sessions",
        "/v1/sessions/",
        "/v1/sessions/?a=b",
        "/v1/sessions;a",
        "/v1;a/sessions",
        "/v1/sessions;",
        "/v1/imports;a/../habits",
        "/v1/./sessions",
        "/./v1/sessions",
        "/x/../v1/sessions",
        "/v1/sessions/..",
        "/v1/sessions/.",
        "/v1/%2e/sessions",
        "/v1/%2E%2E/sessions",
        "/v1/.%2E/sessions",
        "/v1/%73essions",
        "/v1/%53essions",
        "/v1/sessions%2F",
        "/v1%2fsessions",
        "/v1/sessions%00",
        "/v1/sessions%0A",
        "/v1/sessions%7F",
        "/v1/%C2%85",
        "/v1/sessions%3Ba",
        "/v1/%5Csessions",
        "/v1\\sessions",
        "/v1/%252Fsessions",
        "/v1/%3a",
        "/v1/%c3%a4",
        "/v1/%",
        "/v1/%4",
        "/v1/%zz",
        "/v1/%+1",
        "/v1/%-1",
        "/v1/%\uff14\uff11",
        "/v1/%C0%AF",
        "/v1/%ED%A0%80",
        "/v1/%FF",
        "/v1/\u00e4",
        "/v1/\u00c0\u00af",
        "/v1/a b",
        "/v1/a\tb",
        "/v1/today#x",
        "/v1/{id}",
        "/v1/a|b",
        "/v1/a^b",
        "/v1/habits?limit=%",
        "/v1/habits?%zz=1",
        "/v1/habits?a=%C0%AF",
        "/v1/habits?a=%ff",
        "/v1/habits?a=\u00e4",
        "/v1/habits?a#b",
        "/v1/habits?a<b",
        "/v1/habits?a={b}",
        "/v1/habits?a|b",
        "/v1/habits?a\\b"
      })
  void any_other_spelling_is_refused(String target) {
    assertTrue(RequestTarget.fault(target).isPresent());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/v1/today",
        "HTTPS://EXAMPLE.org/v1/today?a=b",
      })
  void an_absolute_target_with_the_requests_host_is_accepted(String target) {
    assertEquals(Optional.empty(), RequestTarget.faultOfAbsolute(target, "example.org"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "",
        "v1/today",
        "://",
        "ftp://example.org/v1/today",
        "http:/example.org/v1/today",
        "http://example.org",
        "http:///v1/today",
        "http://other.org/v1/today",
        "http://example.org:8080/v1/today",
        "http://a@example.org/v1/today",
        "http://example.org?x=/v1/today",
        "http://example.org//v1/today",
        "http://example.org/x/../v1/today"
      })
  void any_other_absolute_target_is_refused(String target) {
    assertTrue(RequestTarget.faultOfAbsolute(target, "example.org").isPresent());
    assertTrue(RequestTarget.faultOfAbsolute(target, null).isPresent());
  }

  /// The runtime parses targets as URIs, and would fail otherwise.
  @Test
  void every_accepted_target_is_a_uri() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    int accepted = 0;
    for (int count = 0; count < 50_000; count++) {
      StringBuilder target = new StringBuilder("/");
      for (int more = random.nextInt(8); more > 0; more--) {
        switch (random.nextInt(6)) {
          case 0 -> target.append((char) random.nextInt(0x100));
          case 1 -> target.append("%%%02X".formatted(random.nextInt(0x100)));
          case 2 -> target.append("/?:@[]%".charAt(random.nextInt(7)));
          default -> target.append((char) ('a' + random.nextInt(26)));
        }
      }
      if (RequestTarget.fault(target.toString()).isEmpty()) {
        accepted++;
        assertDoesNotThrow(() -> new URI(target.toString()), "-Dseed=" + seed + ": " + target);
      }
    }
    assertTrue(accepted > 1_000, accepted + " were accepted");
  }

  @Test
  void the_reason_names_the_fault() {
    assertEquals(
        Optional.of("has a . or .. segment in its path"), RequestTarget.fault("/x/../v1/sessions"));
  }
}
