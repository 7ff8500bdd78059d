package com.upcoach.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.access.Access;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RouteTableTest {

  /// An interface without implementation, so that it is never served.
  @Path("/things")
  @Consumes("application/json")
  interface Things {
    @GET
    @Access(Access.Rule.OWN)
    String list();

    @POST
    @Access(Access.Rule.PUBLIC)
    @RateLimitCost(RateLimitCost.PASSWORD_HASH)
    @BodyLimit(BodyLimit.Size.CREDENTIALS)
    @RequestLane(RequestLane.Work.NONE)
    String add();

    @GET
    @Path("/{id}")
    @Access(Access.Rule.OWN)
    String one();

    @POST
    @Path("/special")
    @Consumes("text/plain")
    String special();

    @DELETE
    @Path("/{id}")
    String remove();

    @DELETE
    @Path("/special")
    String removeSpecial();

    @DELETE
    @Path("/{id}/parts/{part}")
    @Access(Access.Rule.BY_FIELD)
    String part();

    String noRoute();
  }

  private static final RouteTable TABLE =
      RouteTable.of(List.of(Things.class), List.of(Route.ofRuntime("/livez")));

  private static Route matched(String method, String path) {
    return TABLE.match(method, path) instanceof RouteMatch.Matched(Route route)
        ? route
        : fail(method, path);
  }

  private static Route fail(String method, String path) {
    throw new AssertionError(method + " " + path + ": " + TABLE.match(method, path));
  }

  private static String name(String method, String path) {
    return matched(method, path).resource().orElseThrow().getName();
  }

  @Test
  void a_literal_segment_takes_precedence_over_a_parameter_for_each_method() {
    assertEquals("list", name("GET", "/things"));
    assertEquals("one", name("GET", "/things/7"));
    assertEquals("special", name("POST", "/things/special"));
    assertEquals("one", name("GET", "/things/special"));
    assertEquals("removeSpecial", name("DELETE", "/things/special"));
    assertEquals("remove", name("DELETE", "/things/7"));
    assertEquals("part", name("DELETE", "/things/special/parts/x"));
  }

  @Test
  void a_segment_that_is_only_similar_to_a_literal_is_another_one() {
    assertEquals("remove", name("DELETE", "/things/specials"));
    assertEquals("remove", name("DELETE", "/things/specia"));
    assertEquals(Optional.empty(), TABLE.find("GET", "/livezz"));
    assertEquals(Optional.empty(), TABLE.find("GET", "/livey"));
    assertEquals(Optional.empty(), TABLE.find("GET", "/xlivez"));
  }

  @Test
  void a_route_has_its_declared_properties_and_defaults_otherwise() {
    Route add = matched("POST", "/things");
    assertEquals(10, add.rateLimitCost());
    assertEquals(BodyLimit.Size.CREDENTIALS, add.bodyLimit());
    assertEquals(RequestLane.Work.NONE, add.work());
    assertEquals(List.of("application/json"), add.mediaTypes());
    Route special = matched("POST", "/things/special");
    assertEquals(1, special.rateLimitCost());
    assertEquals(BodyLimit.Size.DEFAULT, special.bodyLimit());
    assertEquals(RequestLane.Work.WRITES, special.work());
    assertEquals(List.of("text/plain"), special.mediaTypes());
    assertEquals(RequestLane.Work.READS, matched("GET", "/things").work());
    assertEquals(0, matched("GET", "/livez").rateLimitCost());
  }

  @Test
  void anonymous_callers_may_call_public_routes_and_those_with_rules_by_field() {
    assertTrue(matched("POST", "/things").isOpenToAnonymous());
    assertTrue(matched("DELETE", "/things/1/parts/2").isOpenToAnonymous());
    assertFalse(matched("GET", "/things").isOpenToAnonymous());
    assertFalse(matched("POST", "/things/special").isOpenToAnonymous());
  }

  @Test
  void head_is_served_by_the_route_of_get() {
    assertEquals("one", name("HEAD", "/things/7"));
  }

  @Test
  void a_wrong_method_yields_the_allowed_methods_of_the_path() {
    assertEquals(
        new RouteMatch.WrongMethod(Set.of("DELETE", "GET", "HEAD", "POST")),
        TABLE.match("PUT", "/things/special"));
    assertEquals(new RouteMatch.WrongMethod(Set.of("GET", "HEAD")), TABLE.match("TRACE", "/livez"));
    assertEquals(
        new RouteMatch.WrongMethod(Set.of("DELETE")), TABLE.match("GET", "/things/1/parts/2"));
  }

  @Test
  void an_unknown_method_and_an_unknown_path_are_distinguished() {
    for (String method : new String[] {"BREW", "get"}) {
      assertEquals(
          new RouteMatch.WrongMethod(Set.of("GET", "HEAD")), TABLE.match(method, "/livez"));
    }
    for (String path :
        new String[] {
          "/",
          "/thing",
          "/things/1/parts",
          "/things/1/2",
          "/Things",
          "/livez/x",
          "/things/",
          "/things//parts/1",
          "//things"
        }) {
      assertEquals(new RouteMatch.UnknownPath(), TABLE.match("GET", path), path);
    }
  }

  @Test
  void duplicate_routes_and_invalid_templates_are_refused_at_startup() {
    Route livez = Route.ofRuntime("/livez");
    assertThrows(
        IllegalStateException.class, () -> RouteTable.of(List.of(), List.of(livez, livez)));
    assertThrows(
        IllegalStateException.class,
        () -> RouteTable.of(List.of(), List.of(Route.ofRuntime("/a{id}"))));
  }
}
