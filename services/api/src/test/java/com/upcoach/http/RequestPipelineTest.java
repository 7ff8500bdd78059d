package com.upcoach.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RequestPipelineTest {

  private final List<String> seen = new ArrayList<>();

  /// Records that the request is handed on, or fails.
  private final RoutingContext context =
      (RoutingContext)
          Proxy.newProxyInstance(
              RoutingContext.class.getClassLoader(),
              new Class<?>[] {RoutingContext.class},
              (proxy, method, arguments) -> {
                seen.add(
                    arguments == null
                        ? method.getName()
                        : method.getName() + " " + ((Throwable) arguments[0]).getMessage());
                return null;
              });

  private RequestStep passing(String name) {
    return (request, next) -> {
      seen.add(name);
      next.run();
    };
  }

  @Test
  void steps_run_in_their_order_before_the_request_is_handed_on() {
    new RequestPipeline(List.of(passing("match"), passing("limit"))).handle(context);
    assertEquals(List.of("match", "limit", "next"), seen);
  }

  @Test
  void a_step_that_responds_ends_the_request() {
    RequestStep refuses = (request, next) -> seen.add("refuse");
    new RequestPipeline(List.of(refuses, passing("limit"))).handle(context);
    assertEquals(List.of("refuse"), seen);
  }

  @Test
  void a_step_that_throws_after_a_look_up_fails_the_request() {
    List<Runnable> later = new ArrayList<>();
    RequestStep waits = (request, next) -> later.add(next);
    RequestStep throwing =
        (request, next) -> {
          throw new IllegalStateException("broken");
        };
    new RequestPipeline(List.of(waits, throwing)).handle(context);
    assertEquals(List.of(), seen);
    later.getFirst().run();
    assertEquals(List.of("fail broken"), seen);
  }
}
