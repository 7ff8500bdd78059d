package com.upcoach.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CachePolicyTest {

  @Test
  void parameters_in_another_order_are_the_same_request() {
    assertEquals(
        ResponseKey.of(null, null, "/v1/habits", "b=2&a=1").request(),
        ResponseKey.of(null, null, "/v1/habits", "a=1&b=2").request());
  }
}
