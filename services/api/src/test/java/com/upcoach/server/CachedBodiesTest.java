package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.cache.CachePolicy;
import com.upcoach.cache.MemberResponseCache;
import com.upcoach.coalesce.cache.Tag;
import com.upcoach.coalesce.nodes.InvalidationBus;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Cached responses on the wire: 304 without a body for a current entity tag, and compressed bodies
/// for clients that accept them.
@QuarkusTest
class CachedBodiesTest extends ApiTest {

  @Inject InvalidationBus changes;

  private static String status(Answer answer) {
    return answer.headers().firstValue("Cache-Status").orElse("none");
  }

  private static String tag(Answer answer) {
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  /// A path of every cached route; of boards, that of all members.
  private static List<String> paths(String habit) {
    return Arrays.stream(CachePolicy.values())
        .map(policy -> CacheablePaths.of(policy, isBoard(policy) ? "global" : habit))
        .toList();
  }

  private static boolean isBoard(CachePolicy policy) {
    return policy.route().startsWith("/v1/leaderboards/");
  }

  @Test
  void a_request_with_a_current_entity_tag_gets_304() {
    Person ada = person();
    ada.habit("{\"title\":\"Read\"}");
    String tag = tag(ada.api().get("/v1/habits"));
    Answer unchanged = ada.api().with("If-None-Match", tag).get("/v1/habits");
    assertEquals(304, unchanged.status());
    assertEquals("", unchanged.body());
    assertEquals(tag, tag(unchanged));
    ada.habit("{\"title\":\"Run\"}");
    Answer changed = ada.api().with("If-None-Match", tag).get("/v1/habits");
    assertEquals(200, changed.status());
    assertNotEquals(tag, tag(changed));
  }

  @Test
  void every_cached_route_answers_304_to_a_current_entity_tag() {
    Person ada = person();
    String habit = ada.habit("{\"title\":\"Read\"}");
    for (String path : paths(habit)) {
      String tag = tag(ada.api().get(path));
      assertEquals(304, ada.api().with("If-None-Match", tag).get(path).status(), path);
    }
  }

  @Test
  void a_cache_miss_answers_304_too_if_the_response_is_unchanged() {
    Person ada = person();
    for (String path : List.of("/v1/habits", "/v1/today")) {
      String tag = tag(ada.api().get(path));
      invalidate(MemberResponseCache.tag(ada.id()));
      Answer unchanged = ada.api().with("If-None-Match", tag).get(path);
      assertEquals(304, unchanged.status(), path);
      assertEquals("UpCoach; fwd=miss; stored", status(unchanged), path);
    }
  }

  private void invalidate(Tag tag) {
    changes.invalidate(List.of(tag)).toCompletionStage().toCompletableFuture().join();
  }

  private HttpResponse<byte[]> compressed(Person person, String path, String coding)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(address.resolve(path))
              .header("Authorization", "Bearer " + person.token())
              .header("Accept-Encoding", coding)
              .build(),
          HttpResponse.BodyHandlers.ofByteArray());
    }
  }

  @Test
  void bodies_are_compressed_if_worthwhile_and_accepted_by_the_client() throws Exception {
    Person ada = person();
    for (int habit = 0; habit < 6; habit++) {
      ada.habit("{\"title\":\"Read " + habit + "\"}");
    }
    for (String path : List.of("/v1/habits", "/v1/today")) {
      for (String coding : List.of("gzip", "br")) {
        invalidate(MemberResponseCache.tag(ada.id()));
        for (String found : List.of("fwd=miss; stored", "hit")) {
          HttpResponse<byte[]> answer = compressed(ada, path, coding);
          HttpHeaders headers = answer.headers();
          assertTrue(headers.firstValue("Cache-Status").orElseThrow().contains(found));
          assertEquals(Optional.of(coding), headers.firstValue("Content-Encoding"));
          assertEquals(Optional.of("Accept-Encoding"), headers.firstValue("Vary"));
          Answer plain = ada.api().get(path);
          assertNotEquals(Optional.of(tag(plain)), headers.firstValue("ETag"));
          assertTrue(answer.body().length < plain.body().length() / 2);
        }
      }
      assertTrue(ada.api().get(path).headers().firstValue("Content-Encoding").isEmpty());
    }
  }
}
