package com.upcoach.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CachePolicyTest {

  @Test
  void each_policy_is_found_by_its_own_paths() {
    for (CachePolicy policy : CachePolicy.values()) {
      String path = policy.route().replace("{id}", "0190-ab");
      assertEquals(Optional.of(policy), CachePolicy.of(path), path);
    }
  }

  @Test
  void paths_that_only_resemble_a_route_have_no_policy() {
    for (String path :
        new String[] {
          "/v1/habits/",
          "/v1/habits//streak",
          "/v1/habit",
          "/v1/habitsx",
          "/v1/me/",
          "/v1/today/x",
          "/v1",
          "/",
          "",
          "v1/today",
          "/v1/habits/1/streak/2",
          "/v1/leaderboards/0190-ab/you",
          "/v1/habits/1/check-ins/2031-01-01",
          "//v1/today"
        }) {
      assertEquals(Optional.empty(), CachePolicy.of(path), path);
    }
  }

  @Test
  void parameters_in_another_order_are_the_same_request() {
    assertEquals(
        ResponseKey.of(null, null, "/v1/habits", "b=2&a=1").request(),
        ResponseKey.of(null, null, "/v1/habits", "a=1&b=2").request());
  }
}
