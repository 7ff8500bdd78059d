package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.upcoach.server.Contract.Operation;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/// Properties that hold for every route, tested with every route in the contract.
@QuarkusTest
class EveryRouteTest extends ApiTest {

  /// One byte more than the default body limit.
  private static String tooLarge(Operation operation) {
    boolean hasPassword = Set.of("register", "signIn", "changePassword").contains(operation.id());
    int most = hasPassword ? 4 << 10 : 1 << 20;
    return String.valueOf((operation.hasJsonBody() ? most : 32 << 20) + 1);
  }

  private static boolean needsASession(Operation operation) {
    return !operation.access().equals("PUBLIC");
  }

  private static void forEachOperation(
      Predicate<Operation> which, BiConsumer<Operation, String> question) {
    Api.CONTRACT.operations().stream()
        .filter(operation -> operation.path().startsWith("/v1"))
        .filter(which)
        .forEach(operation -> question.accept(operation, filled(operation.path())));
  }

  private static String filled(String path) {
    return path.replace("{id}", "0190a0a0-0000-7000-8000-000000000000")
        .replace("{day}", "2026-11-20");
  }

  private static Answer send(Api api, Operation operation, String path) {
    return api.send(
        operation.method(), path, operation.hasJsonBody() ? Optional.of("{}") : Optional.empty());
  }

  @Test
  void every_protected_route_refuses_requests_without_a_session() {
    forEachOperation(
        EveryRouteTest::needsASession,
        (operation, path) ->
            assertEquals("not-signed-in", send(visitor(), operation, path).problem()));
  }

  @Test
  void every_protected_route_refuses_an_expired_session() {
    Person ada = person();
    clock.advance(Duration.ofDays(31));
    var before = Rows.fingerprint();
    forEachOperation(
        EveryRouteTest::needsASession,
        (operation, path) ->
            assertEquals("session-expired", send(ada.api(), operation, path).problem()));
    assertEquals(before, Rows.fingerprint());
  }

  @Test
  void every_change_from_another_origin_is_refused() {
    Api browser =
        visitor()
            .with("Cookie", "upcoach-session=" + person().token())
            .with("Origin", "https://evil.example.org");
    var before = Rows.fingerprint();
    forEachOperation(
        operation -> !operation.method().equals("GET"),
        (operation, path) ->
            assertEquals("cross-origin", send(browser, operation, path).problem()));
    assertEquals("cross-origin", browser.post("/graphql", "{}").problem());
    assertEquals(before, Rows.fingerprint());
  }

  @Test
  void a_path_not_in_normal_form_is_refused_on_every_route() {
    RawHttp raw = new RawHttp(address);
    forEachOperation(
        _ -> true,
        (operation, path) -> {
          for (String spelled :
              new String[] {
                path + "/",
                "/" + path,
                path + ";a",
                path.replace("/v1", "/v1/."),
                path.replace("v1", "%761"),
                path + "%00"
              }) {
            assertEquals(
                "malformed-request",
                raw.ask(operation.method(), spelled, Map.of()).problem(),
                spelled);
          }
        });
  }

  @Test
  void an_unknown_parameter_is_refused_by_name_without_effect() {
    Api admin = person(com.upcoach.access.Role.ADMIN).api();
    var before = Rows.fingerprint();
    forEachOperation(
        _ -> true,
        (operation, path) ->
            assertEquals(
                "unknown-parameter lmiit", send(admin, operation, path + "?lmiit=1").fault()));
    assertEquals("unknown-parameter x", visitor().get("/openapi?x").fault());
    assertEquals(before, Rows.fingerprint());
  }

  @Test
  void an_unsupported_accept_header_is_refused() {
    Api admin = person(com.upcoach.access.Role.ADMIN).api().with("Accept", "text/html");
    forEachOperation(
        _ -> true,
        (operation, path) ->
            assertEquals("not-acceptable", send(admin, operation, path).problem()));
    assertEquals("not-acceptable", admin.get("/openapi").problem());
  }

  @Test
  void a_body_of_another_content_type_is_refused() {
    Api admin = person(com.upcoach.access.Role.ADMIN).api();
    for (String type : new String[] {"text/plain", "application/xml", "nonsense"}) {
      forEachOperation(
          Operation::hasBody,
          (operation, path) ->
              assertEquals(
                  "unsupported-media-type",
                  admin
                      .with("Content-Type", type)
                      .send(operation.method(), path, Optional.of("{}"))
                      .problem(),
                  type));
    }
  }

  @Test
  void a_body_without_a_length_is_refused() {
    Api admin = person(com.upcoach.access.Role.ADMIN).api();
    forEachOperation(
        Operation::hasBody,
        (operation, path) ->
            assertEquals(
                "length-required",
                admin
                    .send(
                        operation.method(),
                        path,
                        BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream(new byte[] {'{', '}'})),
                        true)
                    .problem()));
  }

  @Test
  void a_body_over_the_limit_is_refused_before_it_is_read() {
    RawHttp raw = new RawHttp(address);
    String bearer = "Bearer " + person().token();
    forEachOperation(
        Operation::hasBody,
        (operation, path) ->
            assertEquals(
                "body-too-large",
                raw.ask(
                        operation.method(),
                        path,
                        Map.of(
                            "Authorization",
                            bearer,
                            "Content-Type",
                            "application/json",
                            "Content-Length",
                            tooLarge(operation)))
                    .problem()));
  }

  @Test
  void a_body_other_than_a_json_object_is_refused_on_every_route() {
    Api admin = person(com.upcoach.access.Role.ADMIN).api();
    var before = Rows.fingerprint();
    for (String body : new String[] {"", "{", "[]", "null", "{}{}", "{\"a\":1,\"a\":2}"}) {
      forEachOperation(
          Operation::hasJsonBody,
          (operation, path) ->
              assertEquals(
                  "malformed-json",
                  admin.send(operation.method(), path, Optional.of(body)).problem(),
                  body));
    }
    assertEquals(before, Rows.fingerprint());
  }
}
