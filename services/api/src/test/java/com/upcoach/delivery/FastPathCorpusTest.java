package com.upcoach.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.server.Answer;
import com.upcoach.server.ApiTest;
import com.upcoach.server.RawHttp;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Sends requests of many spellings by the fast path and by the usual path, and compares the
/// responses.
@QuarkusTest
class FastPathCorpusTest extends ApiTest {

  private static final int PATIENCE_MS = 60_000;

  /// Means nothing, and is too unusual for the fast path.
  private static final String USUAL_PATH = "Content-Length: 0\r\n";

  /// One paragraph for each request. `TOKEN` stands for the session's, `TAG` for an entity tag, and
  /// `HABIT` for an id.
  private static final String CORPUS =
      """
      GET /v1/today
      Host: here
      Authorization: Bearer TOKEN

      GET /v1/today
      host: here
      authorization: Bearer TOKEN

      GET /v1/today
      HOST:here
      AUTHORIZATION:Bearer TOKEN

      GET /v1/today
      Host: \t here \t
      Authorization: \t Bearer TOKEN \t

      GET /v1/today
      Authorization: Bearer TOKEN
      Host: [::1]:8080

      GET /v1/today
      Host: here
      Authorization: bearer TOKEN

      GET /v1/today
      Host: here
      Cookie: a=b
      Authorization: Bearer TOKEN

      GET /v1/me
      Host: here
      Authorization: Bearer TOKEN
      Accept: */*

      GET /v1/me
      Host: here
      Authorization: Bearer TOKEN
      Accept: application/json, text/html;q=0.5

      GET /v1/me
      Host: here
      Authorization: Bearer TOKEN
      Accept: text/html

      GET /v1/me
      Host: here
      Authorization: Bearer TOKEN
      Accept-Encoding: gzip;q=0, br;q=0

      GET /v1/me
      Host: here
      Authorization: Bearer TOKEN
      Accept-Encoding: GZIP

      GET /v1/me
      Host: here
      Authorization: Bearer TOKEN
      Accept-Encoding: *

      GET /v1/me
      Host: here
      Authorization: Bearer TOKEN
      If-None-Match: *

      GET /v1/today
      Host: here
      Authorization: Bearer TOKEN
      If-None-Match: W/TAG

      GET /v1/today
      Host: here
      Authorization: Bearer TOKEN
      If-None-Match: "a"
      If-None-Match: TAG

      GET /v1/today
      Host: here
      Authorization: Bearer TOKEN
      If-None-Match: TAG
      Accept-Encoding: br, gzip

      GET /v1/today
      Host: here
      Authorization: Bearer TOKEN
      Range: bytes=0-1

      GET /v1/today
      Host: here
      Authorization: Bearer TOKEN
      X-Forwarded-Proto: https

      GET /v1/today
      Host: here
      Authorization: Bearer TOKEN
      Connection: keep-alive

      GET /v1/today
      Host: here
      Authorization: Bearer TOKEN
      Cache-Control: no-cache
      Pragma: no-cache

      GET /v1/today
      Host: here
      Authorization: Bearer TOKEN
      Origin: https://elsewhere.example
      Sec-Fetch-Site: cross-site

      GET /v1/habits?limit=1&sort=title
      Host: here
      Authorization: Bearer TOKEN

      GET /v1/habits?sort=title&limit=1
      Host: here
      Authorization: Bearer TOKEN

      GET /v1/habits?limit=0
      Host: here
      Authorization: Bearer TOKEN

      GET /v1/habits/HABIT
      Host: here
      Authorization: Bearer TOKEN

      GET /v1/habits/HABIT?fields=title
      Host: here
      Authorization: Bearer TOKEN

      GET /v1/habits/none
      Host: here
      Authorization: Bearer TOKEN

      GET /v1/habits/0190d5a0-0000-7000-8000-000000000000
      Host: here
      Authorization: Bearer TOKEN

      GET /v1/today?
      Host: here
      Authorization: Bearer TOKEN

      GET /v1/today?x=1
      Host: here
      Authorization: Bearer TOKEN

      GET /v1//today
      Host: here
      Authorization: Bearer TOKEN

      GET /v1/%74oday
      Host: here
      Authorization: Bearer TOKEN

      GET /v1/today
      Host: here
      Authorization: Bearer xTOKEN

      GET /v1/today
      Host: here
      """;

  @Inject CacheFastPath fastPath;

  /// The response without what differs by the moment: the seconds until it expires, and what is
  /// left of the rate limit, which only the usual path counts.
  private static List<Object> comparable(Answer response) {
    var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(response.headers().map());
    headers.computeIfPresent(
        "Cache-Status",
        (name, values) -> values.stream().map(one -> one.replaceAll("ttl=\\d+", "ttl")).toList());
    headers.remove("RateLimit");
    headers.remove("RateLimit-Policy");
    String body = response.body().replaceAll("\"instance\":\"[^\"]*\"", "");
    return List.of(response.status(), headers, body);
  }

  private static String request(String paragraph, String token, String tag, String habit) {
    return paragraph
            .replaceFirst("\n", " HTTP/1.1\n")
            .replace("TOKEN", token)
            .replace("TAG", tag)
            .replace("HABIT", habit)
            .replace("\n", "\r\n")
        + "\r\n";
  }

  private Answer send(String request) throws IOException {
    try (Socket connection = new Socket(address.getHost(), address.getPort())) {
      connection.setSoTimeout(PATIENCE_MS);
      connection.getOutputStream().write(request.getBytes(ISO_8859_1));
      return RawHttp.answer(connection);
    }
  }

  @Test
  void each_request_is_answered_alike_on_both_paths() throws IOException {
    Person ada = person();
    String habit = ada.habit("{\"title\":\"Read\"}");
    ada.habit("{\"title\":\"Walk\"}");
    String tag = ada.api().get("/v1/today").headers().firstValue("ETag").orElseThrow();
    long before = fastPath.served();
    List<String> corpus = List.of(CORPUS.strip().split("\n\n", -1));
    for (String paragraph : corpus) {
      String request = request(paragraph, ada.token(), tag, habit);
      // The first request loads the response where it can be cached.
      send(request + "\r\n");
      Answer fast = send(request + "\r\n");
      Answer usual = send(request + USUAL_PATH + "\r\n");
      assertEquals(comparable(usual), comparable(fast), request);
    }
    long served = fastPath.served() - before;
    assertTrue(served >= corpus.size() / 2, "the fast path served only " + served);
  }
}
