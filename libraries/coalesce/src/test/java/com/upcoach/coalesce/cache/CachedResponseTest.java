package com.upcoach.coalesce.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.aayushatharva.brotli4j.decoder.Decoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CachedResponseTest {

  private static final byte[] LARGE = "{\"title\":\"Read\"},".repeat(100).getBytes(UTF_8);

  private static CachedResponse response(byte[] bytes) {
    return new CachedResponse(bytes);
  }

  @Test
  void each_encoding_has_the_same_content_in_fewer_bytes() throws IOException {
    CachedResponse response = response(LARGE);
    byte[] gzip = response.body(ContentEncoding.GZIP).bytes();
    byte[] brotli = response.body(ContentEncoding.BROTLI).bytes();
    assertArrayEquals(LARGE, new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes());
    assertArrayEquals(LARGE, Decoder.decompress(brotli).getDecompressedData());
    assertTrue(brotli.length < gzip.length && gzip.length < LARGE.length / 10);
  }

  @Test
  void a_body_is_encoded_once() {
    CachedResponse response = response(LARGE);
    assertSame(
        response.body(ContentEncoding.BROTLI).bytes(),
        response.body(ContentEncoding.BROTLI).bytes());
  }

  @Test
  void small_or_incompressible_bodies_are_not_encoded() {
    assertEquals(
        ContentEncoding.IDENTITY,
        response("{}".getBytes(UTF_8)).body(ContentEncoding.GZIP).encoding());
    byte[] noise = new byte[2_000];
    new Random(1).nextBytes(noise);
    assertEquals(ContentEncoding.IDENTITY, response(noise).body(ContentEncoding.GZIP).encoding());
  }

  @Test
  void entity_tags_tell_contents_and_encodings_apart() {
    CachedResponse response = response(LARGE);
    String plain = response.body(ContentEncoding.IDENTITY).entityTag();
    assertNotEquals(plain, response.body(ContentEncoding.GZIP).entityTag());
    assertNotEquals(
        plain, response("{}".getBytes(UTF_8)).body(ContentEncoding.IDENTITY).entityTag());
    assertEquals(plain, response(LARGE.clone()).body(ContentEncoding.IDENTITY).entityTag());
  }

  @Test
  void if_none_match_accepts_the_entity_tag_of_any_encoding() {
    CachedResponse response = response(LARGE);
    for (ContentEncoding encoding : ContentEncoding.values()) {
      String tag = response.body(encoding).entityTag();
      assertTrue(response.matchesIfNoneMatch(tag));
      assertTrue(response.matchesIfNoneMatch("\"other\", W/" + tag));
    }
    assertTrue(response.matchesIfNoneMatch("*"));
    assertFalse(response.matchesIfNoneMatch("\"other\""));
    assertFalse(response.matchesIfNoneMatch(""));
  }

  @Test
  void the_smallest_encoding_that_the_client_accepts_is_chosen() {
    assertEquals(ContentEncoding.BROTLI, ContentEncoding.best("gzip, deflate, br"));
    assertEquals(ContentEncoding.BROTLI, ContentEncoding.best("br;q=0.5, gzip"));
    assertEquals(ContentEncoding.GZIP, ContentEncoding.best("gzip, br;q=0"));
    assertEquals(ContentEncoding.GZIP, ContentEncoding.best("GZIP;q=1.0"));
    assertEquals(ContentEncoding.IDENTITY, ContentEncoding.best("gzip;q=0.000"));
    assertEquals(ContentEncoding.IDENTITY, ContentEncoding.best("deflate"));
    assertEquals(ContentEncoding.IDENTITY, ContentEncoding.best("brx, xgzip"));
    assertEquals(ContentEncoding.IDENTITY, ContentEncoding.best(""));
    assertEquals(ContentEncoding.IDENTITY, ContentEncoding.best(null));
  }
}
