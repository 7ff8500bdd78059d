package com.upcoach.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlainGetTest {

  private static final String LINE = "GET /v1/today HTTP/1.1\r\n";
  private static final String HOST = "Host: here\r\n";
  private static final String TOKEN = "Authorization: Bearer abc-_9\r\n";

  private static Optional<PlainGet> read(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return PlainGet.read(bytes, bytes.length);
  }

  @Test
  void a_plain_request_is_parsed_up_to_its_end() {
    String head =
        """
                GET /v1/habits/a-B_9?from=2026-11-01&to=2026-11-30 HTTP/1.1
                host: here:80
                ACCEPT:application/json
                authorization:\t Bearer abc-_9 \t
                Accept-Encoding: gzip, br
                If-None-Match: "12", "13"
                Connection: Keep-Alive
                Cookie: a=b
                X-Forwarded-For: 1.2.3.4
                x-forwarded-PROTO: https

                """
            .replace("\n", "\r\n");
    assertEquals(
        Optional.of(
            new PlainGet(
                "/v1/habits/a-B_9",
                "from=2026-11-01&to=2026-11-30",
                "abc-_9",
                "gzip, br",
                "\"12\", \"13\"",
                "https",
                head.length())),
        read(head + "GET /v1/me HTTP/1.1\r\n"));
  }

  @Test
  void a_header_that_was_not_sent_is_null() {
    String head = LINE + HOST + TOKEN + "\r\n";
    assertEquals(
        Optional.of(new PlainGet("/v1/today", null, "abc-_9", null, null, null, head.length())),
        read(head));
  }

  @Test
  void an_incomplete_head_is_no_request() {
    String head = LINE + HOST + TOKEN + "Accept: */*\r\n\r\n";
    for (int length = 0; length < head.length(); length++) {
      assertEquals(Optional.empty(), read(head.substring(0, length)), "of " + length);
    }
    assertTrue(read(head).isPresent());
  }

  static Stream<String> unusual() {
    return Stream.concat(
        Stream.of(
                "POST /v1/today HTTP/1.1\r\n",
                "HEAD /v1/today HTTP/1.1\r\n",
                "get /v1/today HTTP/1.1\r\n",
                "GET  /v1/today HTTP/1.1\r\n",
                "\r\nGET /v1/today HTTP/1.1\r\n",
                " GET /v1/today HTTP/1.1\r\n",
                "GET /v1/today  HTTP/1.1\r\n",
                "GET\t/v1/today HTTP/1.1\r\n",
                "GET /v1/today HTTP/1.1 \r\n",
                "GET /v1/today HTTP/1.1\n",
                "GET /v1/today HTTP/1.1\r",
                "GET /v1/today HTTP/1.0\r\n",
                "GET /v1/today HTTP/1.2\r\n",
                "GET /v1/today HTTP/2.0\r\n",
                "GET /v1/today http/1.1\r\n",
                "GET /v1/today\r\n",
                "PRI * HTTP/2.0\r\n",
                "GET * HTTP/1.1\r\n",
                "GET http://here/v1/today HTTP/1.1\r\n",
                "GET v1/today HTTP/1.1\r\n",
                "GET /v1/%74oday HTTP/1.1\r\n",
                "GET /v1/../v1/today HTTP/1.1\r\n",
                "GET /v1/today;a=b HTTP/1.1\r\n",
                "GET /v1\\today HTTP/1.1\r\n",
                "GET /v1/today#now HTTP/1.1\r\n",
                "GET /v1/tod\u00e4y HTTP/1.1\r\n",
                "GET /v1/tod\0ay HTTP/1.1\r\n",
                "GET /v1/today?a=%20 HTTP/1.1\r\n",
                "GET /v1/today?a+b HTTP/1.1\r\n",
                "GET /v1/today?a?b HTTP/1.1\r\n",
                "GET /v1/today?a b HTTP/1.1\r\n")
            .map(line -> line + HOST + TOKEN),
        Stream.of(
                "",
                HOST,
                TOKEN,
                HOST + HOST + TOKEN,
                HOST + TOKEN + TOKEN,
                HOST + "Authorization: Basic abc\r\n",
                HOST + "Authorization: Bearer\r\n",
                HOST + TOKEN + "Content-Length: 0\r\n",
                HOST + TOKEN + "CONTENT-LENGTH: 7\r\n",
                HOST + TOKEN + "Transfer-Encoding: chunked\r\n",
                HOST + TOKEN + "transfer-encoding: identity\r\n",
                HOST + TOKEN + "Expect: 100-continue\r\n",
                HOST + TOKEN + "Upgrade: h2c\r\n",
                HOST + TOKEN + "Connection: close\r\n",
                HOST + TOKEN + "Connection: keep-alive, Upgrade\r\n",
                HOST + TOKEN + "Accept: text/html\r\n",
                HOST + TOKEN + "Accept: application/json, */*\r\n",
                HOST + TOKEN + "Accept: */*\r\nAccept: */*\r\n",
                HOST + TOKEN + "Accept-Encoding: br\r\nAccept-Encoding: gzip\r\n",
                HOST + TOKEN + "If-None-Match: *\r\nIf-None-Match: \"1\"\r\n",
                HOST + TOKEN + "Name : value\r\n",
                HOST + TOKEN + " Name: value\r\n",
                HOST + TOKEN + "Name: value\r\n folded: value\r\n",
                HOST + TOKEN + "Name: value\n",
                HOST + TOKEN + "Name: value\r",
                HOST + TOKEN + "Name: val\rue\r\n",
                HOST + TOKEN + "Name: val\0ue\r\n",
                HOST + TOKEN + "Name: val\u00fce\r\n",
                HOST + TOKEN + "N\u00e4me: value\r\n",
                HOST + TOKEN + "Na(me: value\r\n",
                HOST + TOKEN + "Name\r\n",
                HOST + TOKEN + ": value\r\n",
                HOST + TOKEN + "\n")
            .map(headers -> LINE + headers));
  }

  @ParameterizedTest
  @MethodSource("unusual")
  void an_unusual_request_is_not_plain(String head) {
    assertEquals(Optional.empty(), read(head + "\r\n"));
  }
}
