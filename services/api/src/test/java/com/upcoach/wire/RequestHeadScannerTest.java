package com.upcoach.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RequestHeadScannerTest {

  private static final String COMPLETE = "complete";

  private static String scanned(String text) {
    return name(new RequestHeadScanner(200, 1_000).scan(buffer(text)));
  }

  private static ByteBuf buffer(String text) {
    return Unpooled.copiedBuffer(text, ISO_8859_1);
  }

  private static String name(RequestHeadScanner.ScanResult found) {
    return switch (found) {
      case RequestHeadScanner.Incomplete _ -> "incomplete";
      case RequestHeadScanner.Complete _ -> COMPLETE;
      case RequestHeadScanner.Invalid(RequestFault fault) -> fault.name();
    };
  }

  private static String head(String... headers) {
    StringBuilder head = new StringBuilder("POST /x HTTP/1.1\r\nHost: here\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: here\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: here:8080\r\n\r\n",
        "POST /x?y=%20 HTTP/1.1\r\nhOsT:\t[::1]:80 \t\r\nContent-Length: 0012\r\n\r\nbody",
        "M!#$ /x HTTP/1.1\r\nHost: 192.0.2.1\r\nX-Empty:\r\nX: \u00ff\t;\"\r\n\r\n"
      })
  void a_valid_head_is_accepted(String head) {
    assertEquals(COMPLETE, scanned(head));
  }

  /// Each of these heads is ambiguous or invalid.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
        " GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / \r\nHost: a\r\n\r\n",
        "GET /\r\n\r\n",
        "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1 \r\nHost: a\r\n\r\n",
        "GET / http/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.10\r\nHost: a\r\n\r\n",
        "GET / HTTP/11\r\nHost: a\r\n\r\n",
        "G(T / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /\u00e9 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\n\n",
        "GET / HTTP/1.1\r\nHost: a\r\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: b\rY: c\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: \u0000\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: \u0001\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: \u007f\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\n X: b\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nContent-Length : 5\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding\t: chunked\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nNo colon\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nN\u00e4me: b\r\n\r\n",
        "\u0016\u0003\u0001\u0002"
      })
  void an_ambiguous_or_invalid_head_is_malformed(String head) {
    assertEquals("MALFORMED_HEAD", scanned(head));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/0.9", "HTTP/1.2", "HTTP/2.0", "HTTP/7.3", "HTTP/0.1"})
  void another_version_than_1_0_and_1_1_is_refused(String version) {
    assertEquals("UNKNOWN_VERSION", scanned("GET / " + version + "\r\nHost: a\r\n\r\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xchunked",
        "identity",
        "gzip",
        "chunked;q=1",
        "\"chunked\"",
        "",
        "x, y",
        "chunked, chunked",
        "gzip, chunked",
        "chunked,",
        "chun\u00adked",
        "chunked\r\nTransfer-Encoding: chunked",
        "chunked\r\nTransfer-Encoding: identity",
        "chunked\r\nContent-Length: 5"
      })
  void a_transfer_encoding_that_is_not_exactly_chunked_is_refused(String value) {
    assertEquals("BAD_TRANSFER_ENCODING", scanned(head("Transfer-Encoding: " + value)), value);
    assertEquals(
        "BAD_TRANSFER_ENCODING",
        scanned("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"));
  }

  @Test
  void a_chunked_body_is_refused_and_an_invalid_one_with_its_own_fault() {
    assertEquals("LENGTH_REQUIRED", scanned(head("Transfer-Encoding: chunked")));
    assertEquals("LENGTH_REQUIRED", scanned(head("transfer-encoding:  ChunKed ")));
    assertEquals("LENGTH_REQUIRED", scanned(head("Transfer-Encoding: chunked") + "1f\r\n"));
    assertEquals("LENGTH_REQUIRED", scanned(head("Transfer-Encoding: chunked") + "5;x=y\r\n"));
    for (String chunk : new String[] {"zz\r\n", "-1\r\n", "\r\n", "5 \r\n", "5\n", "0x5\r\n"}) {
      assertEquals("BROKEN_CHUNK", scanned(head("Transfer-Encoding: chunked") + chunk), chunk);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+5",
        "-1",
        "5,5",
        "5, 5",
        "0x5",
        "5 5",
        "",
        "5.0",
        "1e2",
        "\u0665",
        "5\r\nContent-Length: 5",
        "5\r\nContent-Length: 6"
      })
  void a_content_length_that_is_not_one_decimal_number_is_refused(String value) {
    assertEquals("BAD_LENGTH", scanned(head("Content-Length: " + value)), value);
  }

  @Test
  void a_content_length_above_18_digits_is_too_large() {
    assertEquals("LENGTH_TOO_LARGE", scanned(head("Content-Length: 99999999999999999999")));
  }

  static Stream<String> badHosts() {
    return Stream.of(
        "a b",
        "",
        " ",
        "a:",
        "a:0",
        "a:65536",
        "a:x",
        "a:-1",
        "a:80:80",
        "x/y",
        "[::1",
        "::1",
        "[::1]x",
        "[::1%eth0]",
        "[v1.x]",
        "[]",
        "?",
        "a?b",
        "a#b",
        "u@a",
        "a,b",
        "a%20b",
        "\u00e9",
        "a\\b",
        "<a>",
        "a:000080",
        "*",
        "a\tb",
        "http://a");
  }

  @ParameterizedTest
  @MethodSource("badHosts")
  void an_invalid_host_is_refused_and_never_a_plain_get(String host) {
    String get =
        "GET /v1/today HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer t\r\n\r\n".formatted(host);
    assertEquals("BAD_HOST", scanned(get), host);
    assertEquals(
        java.util.Optional.empty(), PlainGet.read(get.getBytes(ISO_8859_1), get.length()), host);
  }

  @Test
  void http_1_1_requires_exactly_one_host() {
    assertEquals("BAD_HOST", scanned("GET / HTTP/1.1\r\n\r\n"));
    assertEquals("BAD_HOST", scanned("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"));
    assertEquals("BAD_HOST", scanned("GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n"));
  }

  @Test
  void a_head_that_is_too_long_is_refused_before_it_ends() {
    assertEquals("HEAD_TOO_LONG", scanned("GET /" + "x".repeat(300)));
    assertEquals("HEAD_TOO_LONG", scanned("GET / HTTP/1.1\r\n" + "X: y\r\n".repeat(200)));
    assertEquals("HEAD_TOO_LONG", scanned("GET / HTTP/1.1\r\nX: " + "y".repeat(2_000)));
  }

  /// Every head that the fast path accepts is also valid for the scanner.
  @Test
  void the_fast_path_accepts_no_head_that_the_scanner_refuses() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    String[] inserts = {
      " ",
      "\r",
      "\n",
      "\r\n",
      "\t",
      "\u0000",
      ":",
      ",",
      "Host: b\r\n",
      "/",
      "@",
      "[",
      "Content-Length: 0\r\n",
      "Transfer-Encoding: x\r\n",
      "\u00ff",
      "%",
      "?",
      "1",
      "X: y\r\n"
    };
    String plain = "GET /v1/today HTTP/1.1\r\nHost: here:8080\r\nAuthorization: Bearer t\r\n\r\n";
    int accepted = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder head = new StringBuilder(plain);
      for (int edits = random.nextInt(3); edits >= 0; edits--) {
        int at = random.nextInt(head.length() - 1);
        if (random.nextBoolean()) {
          head.insert(at, inserts[random.nextInt(inserts.length)]);
        } else {
          head.deleteCharAt(at);
        }
      }
      String text = head.toString();
      var plainGet = PlainGet.read(text.getBytes(ISO_8859_1), text.length());
      if (plainGet.isPresent()) {
        accepted++;
        assertEquals(
            COMPLETE,
            scanned(text.substring(0, plainGet.get().length())),
            () -> text + " (-Dseed=" + seed + ")");
      }
    }
    org.junit.jupiter.api.Assertions.assertTrue(accepted > 100, "accepted: " + accepted);
  }

  /// The result does not depend on how a head is split, and the next head is scanned independently.
  @Test
  void a_head_in_pieces_is_scanned_like_one_in_one_piece() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    String[] heads = {
      head("X: y"),
      head("Content-Length: +5"),
      head("X: \u0001"),
      head("Host: b"),
      head("Transfer-Encoding: chunked"),
      "GET / HTTP/3.0\r\n\r\n"
    };
    for (int round = 0; round < 300; round++) {
      String text = heads[random.nextInt(heads.length)];
      RequestHeadScanner scan = new RequestHeadScanner(200, 1_000);
      ByteBuf bytes = Unpooled.buffer();
      RequestHeadScanner.ScanResult found = new RequestHeadScanner.Incomplete();
      int at = 0;
      while (at < text.length() && found instanceof RequestHeadScanner.Incomplete) {
        int next = Math.min(text.length(), at + 1 + random.nextInt(6));
        bytes.writeCharSequence(text.substring(at, next), ISO_8859_1);
        at = next;
        found = scan.scan(bytes);
      }
      assertEquals(scanned(text), name(found), () -> text + " (-Dseed=" + seed + ")");
      if (found instanceof RequestHeadScanner.Complete) {
        assertEquals(COMPLETE, name(scan.scan(buffer(head()))), "-Dseed=" + seed);
      }
    }
  }
}
