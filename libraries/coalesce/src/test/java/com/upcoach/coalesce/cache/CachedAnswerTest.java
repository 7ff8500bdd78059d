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
class CachedAnswerTest {

  private static final byte[] LARGE = "{\"title\":\"Read\"},".repeat(100).getBytes(UTF_8);

  private static CachedAnswer answer(byte[] bytes) {
    return new CachedAnswer(bytes);
  }

  @Test
  void each_encoding_says_the_same_in_fewer_bytes() throws IOException {
    CachedAnswer answer = answer(LARGE);
    byte[] gzip = answer.body(Encoding.GZIP).bytes();
    byte[] brotli = answer.body(Encoding.BROTLI).bytes();
    assertArrayEquals(LARGE, new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes());
    assertArrayEquals(LARGE, Decoder.decompress(brotli).getDecompressedData());
    assertTrue(brotli.length < gzip.length && gzip.length < LARGE.length / 10);
  }

  @Test
  void it_is_encoded_once() {
    CachedAnswer answer = answer(LARGE);
    assertSame(answer.body(Encoding.BROTLI).bytes(), answer.body(Encoding.BROTLI).bytes());
  }

  @Test
  void what_is_small_or_does_not_shrink_goes_as_it_is() {
    assertEquals(Encoding.IDENTITY, answer("{}".getBytes(UTF_8)).body(Encoding.GZIP).encoding());
    byte[] noise = new byte[2_000];
    new Random(1).nextBytes(noise);
    assertEquals(Encoding.IDENTITY, answer(noise).body(Encoding.GZIP).encoding());
  }

  @Test
  void entity_tags_tell_contents_and_encodings_apart() {
    CachedAnswer answer = answer(LARGE);
    String plain = answer.body(Encoding.IDENTITY).entityTag();
    assertNotEquals(plain, answer.body(Encoding.GZIP).entityTag());
    assertNotEquals(plain, answer("{}".getBytes(UTF_8)).body(Encoding.IDENTITY).entityTag());
    assertEquals(plain, answer(LARGE.clone()).body(Encoding.IDENTITY).entityTag());
  }

  @Test
  void who_has_any_of_its_bodies_has_it() {
    CachedAnswer answer = answer(LARGE);
    for (Encoding encoding : Encoding.values()) {
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
    assertEquals(Encoding.BROTLI, Encoding.best("gzip, deflate, br"));
    assertEquals(Encoding.BROTLI, Encoding.best("br;q=0.5, gzip"));
    assertEquals(Encoding.GZIP, Encoding.best("gzip, br;q=0"));
    assertEquals(Encoding.GZIP, Encoding.best("GZIP;q=1.0"));
    assertEquals(Encoding.IDENTITY, Encoding.best("gzip;q=0.000"));
    assertEquals(Encoding.IDENTITY, Encoding.best("deflate"));
    assertEquals(Encoding.IDENTITY, Encoding.best("brx, xgzip"));
    assertEquals(Encoding.IDENTITY, Encoding.best(""));
    assertEquals(Encoding.IDENTITY, Encoding.best(null));
  }
}
