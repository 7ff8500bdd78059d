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

  private static CachedResponse answer(byte[] bytes) {
    return new CachedResponse(bytes);
  }

  @Test
  void each_encoding_says_the_same_in_fewer_bytes() throws IOException {
    CachedResponse answer = answer(LARGE);
    byte[] gzip = answer.body(ContentEncoding.GZIP).bytes();
    byte[] brotli = answer.body(ContentEncoding.BROTLI).bytes();
    assertArrayEquals(LARGE, new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes());
    assertArrayEquals(LARGE, Decoder.decompress(brotli).getDecompressedData());
    assertTrue(brotli.length < gzip.length && gzip.length < LARGE.length / 10);
  }

  @Test
  void it_is_encoded_once() {
    CachedResponse answer = answer(LARGE);
    assertSame(
        answer.body(ContentEncoding.BROTLI).bytes(), answer.body(ContentEncoding.BROTLI).bytes());
  }

  @Test
  void what_is_small_or_does_not_shrink_goes_as_it_is() {
    assertEquals(
        ContentEncoding.IDENTITY,
        answer("{}".getBytes(UTF_8)).body(ContentEncoding.GZIP).encoding());
    byte[] noise = new byte[2_000];
    new Random(1).nextBytes(noise);
    assertEquals(ContentEncoding.IDENTITY, answer(noise).body(ContentEncoding.GZIP).encoding());
  }

  @Test
  void entity_tags_tell_contents_and_encodings_apart() {
    CachedResponse answer = answer(LARGE);
    String plain = answer.body(ContentEncoding.IDENTITY).entityTag();
    assertNotEquals(plain, answer.body(ContentEncoding.GZIP).entityTag());
    assertNotEquals(plain, answer("{}".getBytes(UTF_8)).body(ContentEncoding.IDENTITY).entityTag());
    assertEquals(plain, answer(LARGE.clone()).body(ContentEncoding.IDENTITY).entityTag());
  }

  @Test
  void who_has_any_of_its_bodies_has_it() {
    CachedResponse answer = answer(LARGE);
    for (ContentEncoding encoding : ContentEncoding.values()) {
      String tag = answer.body(encoding).entityTag();
      assertTrue(answer.matches(tag));
      assertTrue(answer.matches("\"other\", W/" + tag));
    }
    assertTrue(answer.matches("*"));
    assertFalse(answer.matches("\"other\""));
    assertFalse(answer.matches(""));
  }

  @Test
  void the_smallest_encoding_that_the_client_takes_is_the_best() {
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
