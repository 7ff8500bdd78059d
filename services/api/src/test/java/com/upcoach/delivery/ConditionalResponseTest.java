package com.upcoach.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.upcoach.coalesce.cache.CachedResponse;
import com.upcoach.coalesce.cache.ContentEncoding;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConditionalResponseTest {

  private static final byte[] LARGE = "{\"a\":\"%s\"}".formatted("b".repeat(5_000)).getBytes(UTF_8);
  private static final String STATUS = "UpCoach; hit; ttl=7";
  private static final String LINK = "</v1/habits>; rel=\"first\"";

  private static Map<String, String> headers(ConditionalResponse response) {
    Map<String, String> headers = new TreeMap<>();
    response.headers((name, value) -> headers.put(name.toString(), value.toString()));
    return headers;
  }

  private static String tag(CachedResponse response, ContentEncoding encoding) {
    return response.body(encoding).entityTag();
  }

  @Test
  void a_cached_response_is_whole_for_a_client_that_has_nothing() {
    CachedResponse cached = new CachedResponse(LARGE, LINK);
    ConditionalResponse response = ConditionalResponse.cached(cached, null, null, STATUS);
    assertEquals(200, response.status());
    assertArrayEquals(LARGE, response.body());
    assertEquals(
        Map.of(
            "etag",
            tag(cached, ContentEncoding.IDENTITY),
            "cache-control",
            "private, no-cache",
            "vary",
            "Accept-Encoding",
            "Cache-Status",
            STATUS,
            "Link",
            LINK,
            "content-type",
            "application/json;charset=UTF-8"),
        headers(response));
  }

  @Test
  void it_is_encoded_as_the_client_accepts_it_with_an_entity_tag_of_its_own() {
    CachedResponse cached = new CachedResponse(LARGE);
    ConditionalResponse response = ConditionalResponse.cached(cached, null, "gzip", STATUS);
    assertEquals("gzip", headers(response).get("content-encoding"));
    assertEquals(tag(cached, ContentEncoding.GZIP), headers(response).get("etag"));
    assertNotEquals(tag(cached, ContentEncoding.IDENTITY), headers(response).get("etag"));
    assertArrayEquals(cached.body(ContentEncoding.GZIP).bytes(), response.body());
  }

  @Test
  void a_client_that_has_it_in_any_encoding_gets_no_body() {
    CachedResponse cached = new CachedResponse(LARGE, LINK);
    for (ContentEncoding encoding : ContentEncoding.values()) {
      ConditionalResponse response =
          ConditionalResponse.cached(cached, "\"other\", " + tag(cached, encoding), "gzip", STATUS);
      assertEquals(304, response.status());
      assertFalse(response.hasBody());
      assertEquals(
          Map.of(
              "etag",
              tag(cached, ContentEncoding.GZIP),
              "cache-control",
              "private, no-cache",
              "vary",
              "Accept-Encoding",
              "Cache-Status",
              STATUS),
          headers(response));
    }
  }

  @Test
  void a_response_that_is_not_cached_says_nothing_of_the_cache() {
    CachedResponse loaded = new CachedResponse(LARGE);
    ConditionalResponse response = ConditionalResponse.uncached(loaded, "\"other\"");
    assertEquals(200, response.status());
    assertEquals(
        Map.of(
            "etag", tag(loaded, ContentEncoding.IDENTITY),
            "cache-control", "private, no-cache",
            "content-type", "application/json;charset=UTF-8"),
        headers(response));
  }

  @Test
  void that_there_is_nothing_is_a_problem_without_an_entity_tag() {
    byte[] problem = "{\"type\":\"/problems/not-found\"}".getBytes(UTF_8);
    ConditionalResponse response =
        ConditionalResponse.cached(CachedResponse.absent(problem), "*", "gzip", STATUS);
    assertEquals(404, response.status());
    assertNull(response.entityTag());
    assertArrayEquals(problem, response.body());
    assertEquals(
        Map.of("Cache-Status", STATUS, "content-type", "application/problem+json"),
        headers(response));
  }

  @Test
  void its_bytes_are_those_of_http() {
    CachedResponse cached = new CachedResponse("{}".getBytes(UTF_8));
    String tag = tag(cached, ContentEncoding.IDENTITY);
    var bytes =
        FastPathResponseWriter.write(
            ConditionalResponse.cached(cached, null, null, STATUS),
            true,
            UnpooledByteBufAllocator.DEFAULT);
    assertEquals(
        """
        HTTP/1.1 200 OK\r
        X-Content-Type-Options: nosniff\r
        Strict-Transport-Security: max-age=31536000\r
        etag: %s\r
        cache-control: private, no-cache\r
        vary: Accept-Encoding\r
        Cache-Status: %s\r
        content-type: application/json;charset=UTF-8\r
        content-length: 2\r
        \r
        {}"""
            .formatted(tag, STATUS),
        bytes.toString(UTF_8));
    bytes.release();
  }
}
