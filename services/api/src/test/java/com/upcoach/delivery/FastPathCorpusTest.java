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

  /// Request lines and headers; `%1$s` is the session token, `%2$s` an entity tag, `%3$s` a habit.
  private static final List<String> CORPUS =
      List.of(
          "GET /v1/today HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\n",
          "GET /v1/today HTTP/1.1\r\nhost: here\r\nauthorization: Bearer %1$s\r\n",
          "GET /v1/today HTTP/1.1\r\nHOST:here\r\nAUTHORIZATION:Bearer %1$s\r\n",
          "GET /v1/today HTTP/1.1\r\nHost: \t here \t\r\nAuthorization: \t Bearer %1$s \t\r\n",
          "GET /v1/today HTTP/1.1\r\nAuthorization: Bearer %1$s\r\nHost: [::1]:8080\r\n",
          "GET /v1/today HTTP/1.1\r\nHost: here\r\nAuthorization: bearer %1$s\r\n",
          "GET /v1/today HTTP/1.1\r\nHost: here\r\nCookie: a=b\r\nAuthorization: Bearer %1$s\r\n",
          "GET /v1/me HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\nAccept: */*\r\n",
          "GET /v1/me HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\n"
              + "Accept: application/json, text/html;q=0.5\r\n",
          "GET /v1/me HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\nAccept: text/html\r\n",
          "GET /v1/me HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\n"
              + "Accept-Encoding: gzip;q=0, br;q=0\r\n",
          "GET /v1/me HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\n"
              + "Accept-Encoding: GZIP\r\n",
          "GET /v1/me HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\n"
              + "Accept-Encoding: *\r\n",
          "GET /v1/me HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\n"
              + "If-None-Match: *\r\n",
          "GET /v1/today HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\n"
              + "If-None-Match: W/%2$s\r\n",
          "GET /v1/today HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\n"
              + "If-None-Match: \"a\"\r\nIf-None-Match: %2$s\r\n",
          "GET /v1/today HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\n"
              + "If-None-Match: %2$s\r\nAccept-Encoding: br, gzip\r\n",
          "GET /v1/today HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\n"
              + "Range: bytes=0-1\r\n",
          "GET /v1/today HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\n"
              + "X-Forwarded-Proto: https\r\n",
          "GET /v1/today HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\n"
              + "Connection: keep-alive\r\n",
          "GET /v1/today HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\n"
              + "Cache-Control: no-cache\r\nPragma: no-cache\r\n",
          "GET /v1/today HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\n"
              + "Origin: https://elsewhere.example\r\nSec-Fetch-Site: cross-site\r\n",
          "GET /v1/habits?limit=1&sort=title HTTP/1.1\r\nHost: here\r\n"
              + "Authorization: Bearer %1$s\r\n",
          "GET /v1/habits?sort=title&limit=1 HTTP/1.1\r\nHost: here\r\n"
              + "Authorization: Bearer %1$s\r\n",
          "GET /v1/habits?limit=0 HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\n",
          "GET /v1/habits/%3$s HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\n",
          "GET /v1/habits/%3$s?fields=title HTTP/1.1\r\nHost: here\r\n"
              + "Authorization: Bearer %1$s\r\n",
          "GET /v1/habits/none HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\n",
          "GET /v1/habits/0190d5a0-0000-7000-8000-000000000000 HTTP/1.1\r\nHost: here\r\n"
              + "Authorization: Bearer %1$s\r\n",
          "GET /v1/today? HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\n",
          "GET /v1/today?x=1 HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\n",
          "GET /v1//today HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\n",
          "GET /v1/%%74oday HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer %1$s\r\n",
          "GET /v1/today HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer x%1$s\r\n",
          "GET /v1/today HTTP/1.1\r\nHost: here\r\n");

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
    for (String template : CORPUS) {
      String request = template.formatted(ada.token(), tag, habit);
      // The first request loads the response where it can be cached.
      send(request + "\r\n");
      Answer fast = send(request + "\r\n");
      Answer usual = send(request + USUAL_PATH + "\r\n");
      assertEquals(comparable(usual), comparable(fast), request);
    }
    long served = fastPath.served() - before;
    assertTrue(served >= CORPUS.size() / 2, "the fast path served only " + served);
  }
}
