package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.upcoach.access.Access;
import com.upcoach.cache.CachePolicy;
import com.upcoach.route.BodyLimit;
import com.upcoach.route.RateLimitCost;
import com.upcoach.route.RequestLane;
import com.upcoach.route.Route;
import com.upcoach.route.RouteTable;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Routes for which the default properties may be wrong declare their own.
@DisplayNameGeneration(ReplaceUnderscores.class)
class RoutePropertiesTest {

  private static final RouteTable TABLE = RouteTable.of(Routes.resources(), List.of());

  /// The routes without a property that they have to declare.
  private static Set<String> undeclared(RouteTable table) {
    Set<String> undeclared = new TreeSet<>();
    for (Route route : table.routes()) {
      Method method = route.resource().orElseThrow();
      String place = route.method() + " " + route.template() + " has no ";
      if (route.access().isEmpty()) {
        undeclared.add(place + "Access");
      }
      boolean anonymousMayChange = route.isOpenToAnonymous() && !route.method().equals("GET");
      if (anonymousMayChange && !method.isAnnotationPresent(RateLimitCost.class)) {
        undeclared.add(place + "RateLimitCost");
      }
      boolean takesFiles =
          route.mediaTypes().stream().anyMatch(type -> !type.equals("application/json"));
      if ((anonymousMayChange || takesFiles) && !method.isAnnotationPresent(BodyLimit.class)) {
        undeclared.add(place + "BodyLimit");
      }
      if (!route.template().startsWith("/v1/") && !method.isAnnotationPresent(RequestLane.class)) {
        undeclared.add(place + "RequestLane");
      }
    }
    return undeclared;
  }

  @Test
  void public_routes_and_upload_routes_declare_their_limits() {
    assertEquals(Set.of(), undeclared(TABLE));
  }

  /// An interface without an implementation, so that it is never served.
  @Path("/careless")
  @Consumes("multipart/form-data")
  interface Careless {
    @POST
    @Access(Access.Rule.PUBLIC)
    String open();

    @POST
    @Path("/more")
    String unguarded();
  }

  @Test
  void a_route_without_a_declared_limit_is_detected() {
    assertEquals(
        Set.of(
            "POST /careless has no RateLimitCost",
            "POST /careless has no BodyLimit",
            "POST /careless has no RequestLane",
            "POST /careless/more has no Access",
            "POST /careless/more has no BodyLimit",
            "POST /careless/more has no RequestLane"),
        undeclared(RouteTable.of(List.of(Careless.class), List.of())));
  }

  @Test
  void each_cache_policy_is_that_of_one_route() {
    for (CachePolicy policy : CachePolicy.values()) {
      assertEquals(
          Set.of("GET " + policy.route()),
          routes(route -> route.cached().equals(Optional.of(policy))));
    }
  }

  private static Set<String> routes(java.util.function.Predicate<Route> which) {
    return TABLE.routes().stream()
        .filter(which)
        .map(route -> route.method() + " " + route.template())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void a_route_that_hashes_a_password_costs_ten_requests_and_accepts_four_kibibytes() {
    Set<String> withAPassword =
        Set.of("POST /v1/sessions", "POST /v1/members", "PUT /v1/me/password");
    assertEquals(withAPassword, routes(route -> route.rateLimitCost() == 10));
    assertEquals(withAPassword, routes(route -> route.bodyLimit() == BodyLimit.Size.CREDENTIALS));
  }

  @Test
  void a_large_public_response_takes_five_tokens() {
    assertEquals(Set.of("GET /openapi"), routes(route -> route.rateLimitCost() == 5));
  }

  @Test
  void only_graphql_and_imports_have_further_limits() {
    assertEquals(
        Set.of("POST /graphql"), routes(route -> route.bodyLimit() == BodyLimit.Size.GRAPHQL));
    assertEquals(
        Set.of("POST /v1/imports"), routes(route -> route.bodyLimit() == BodyLimit.Size.IMPORT));
  }
}
