package com.upcoach.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.access.Caller;
import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.MemberResponseCache;
import com.upcoach.http.ContractResource;
import com.upcoach.route.HotRoute;
import com.upcoach.server.Answer;
import com.upcoach.server.Api;
import com.upcoach.server.ApiTest;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class HotRoutesTest extends ApiTest {

  /// A form of answer that the long way understands, and the short one leaves to it.
  private static final String LONG_WAY = "application/json;q=0.9";

  @Inject @All List<HotRoute> routes;
  @Inject MemberResponseCache answers;

  /// What is kept has headers of its own, and comes neither way.
  @BeforeEach
  void nothingIsKept() {
    answers.setShare(CachePolicy.TODAY, 0);
    answers.setShare(CachePolicy.HABIT, 0);
  }

  @AfterEach
  void allIsKeptAgain() {
    answers.setShare(CachePolicy.TODAY, 100);
    answers.setShare(CachePolicy.HABIT, 100);
  }

  private void assertSameBothWays(Api api, String path, int status) {
    Answer shortWay = api.get(path);
    Answer longWay = api.with("Accept", LONG_WAY).get(path);
    assertEquals(status, shortWay.status(), shortWay.body());
    assertEquals(status, longWay.status());
    assertEquals(longWay.body(), shortWay.body());
    assertEquals(longWay.headers().map(), shortWay.headers().map());
  }

  @Test
  void both_ways_give_the_same_answer_to_the_last_byte_and_header() {
    Person ada = person();
    String habit = ada.habit("{\"title\":\"Rëad 📚\",\"unit\":\"pages\",\"target\":20}");
    Answer recorded = ada.checkIn(habit, "2026-11-23", "{\"amount\":7,\"note\":\"half\"}");
    assertEquals(200, recorded.status(), recorded.body());
    assertSameBothWays(ada.api(), "/v1/today", 200);
    assertSameBothWays(ada.api(), "/v1/habits/" + habit, 200);
    assertSameBothWays(ada.api(), "/v1/habits/" + UUID.randomUUID(), 404);
    assertSameBothWays(person().api(), "/v1/habits/" + habit, 404);
    assertSameBothWays(visitor(), "/v1/today", 401);
    assertSameBothWays(visitor().signedIn("nobody's"), "/v1/habits/" + habit, 401);
    assertSameBothWays(ada.api(), "/v1/habits/no-id", 404);
    assertSameBothWays(ada.api(), "/v1/today?day=2031-06-12", 400);
  }

  @Test
  void who_has_signed_out_gets_nothing_the_short_way_either() {
    Person ada = person();
    assertEquals(200, ada.api().get("/v1/today").status());
    assertEquals(204, ada.api().delete("/v1/sessions/current").status());
    assertEquals(401, ada.api().get("/v1/today").status());
  }

  @Test
  void there_are_hot_routes_and_each_has_the_rule_of_its_method() {
    assertEquals(2, routes.size());
    routes.forEach(HotRoutes::requireOwn);
  }

  @Test
  void a_route_whose_method_is_not_for_a_members_own_cannot_be_hot() {
    HotRoute planted =
        new HotRoute() {
          @Override
          public Class<?> resource() {
            return ContractResource.class;
          }

          @Override
          public String method() {
            return "contract";
          }

          @Override
          public boolean matches(String path) {
            return true;
          }

          @Override
          public Uni<Optional<byte[]>> json(Caller caller, String path) {
            return Uni.createFrom().item(Optional.empty());
          }
        };
    var refused = assertThrows(IllegalStateException.class, () -> HotRoutes.requireOwn(planted));
    assertTrue(refused.getMessage().contains("ContractResource.contract"));
  }
}
