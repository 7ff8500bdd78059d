package com.upcoach.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.access.Role;
import com.upcoach.route.RequestTarget;
import com.upcoach.route.Route;
import com.upcoach.route.RouteMatch;
import com.upcoach.route.RouteTable;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// The route table agrees with JAX-RS: for random paths the test compares the matched resource
/// method of the running server with that of the table.
@QuarkusTest
class RouteAgreementTest extends ApiTest {

  /// The seed; a system property sets it to repeat a failure.
  private static final long SEED = Long.getLong("seed", System.nanoTime());

  private static final int REQUESTS = 4_000;
  private static final int PATIENCE_MS = 5_000;

  private static final String[] METHODS = {
    "GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW"
  };

  private static final String[] ODD_SEGMENTS = {
    "0190a0a0-0000-7000-8000-000000000000",
    "2026-11-20",
    "others",
    "V1",
    "a%20b",
    "%2525",
    "me;a",
    "..",
    ".",
    "",
    "x%2Fme",
    "%6De",
    "%zz",
    "~",
    "a:b",
    "\u00e9"
  };

  @Inject RouteTable table;

  private final Random random = new Random(SEED);

  private String path(List<String> words) {
    String template = one(table.routes()).template();
    List<String> segments = new ArrayList<>(Arrays.asList(template.substring(1).split("/", -1)));
    segments.replaceAll(one -> one.startsWith("{") ? one(words) : one);
    for (int change = random.nextInt(3); change > 0; change--) {
      int place = random.nextInt(segments.size());
      switch (random.nextInt(4)) {
        case 0 -> segments.set(place, one(words));
        case 1 -> segments.add(place, one(words));
        case 2 -> segments.add(one(words));
        default -> {
          if (segments.size() > 1) {
            segments.remove(place);
          }
        }
      }
    }
    return "/" + String.join("/", segments);
  }

  private <T> T one(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /// All literal path segments, and some of no route.
  private List<String> words() {
    TreeSet<String> words = new TreeSet<>(Arrays.asList(ODD_SEGMENTS));
    for (Route route : table.routes()) {
      words.addAll(Arrays.asList(route.template().substring(1).split("/", -1)));
    }
    words.removeIf(word -> word.startsWith("{"));
    return List.copyOf(words);
  }

  private String contentType(String method, String path) {
    boolean isForm =
        table.match(method, path) instanceof RouteMatch.Matched(Route route)
            && route.mediaTypes().contains("multipart/form-data");
    return isForm ? "multipart/form-data; boundary=x" : "application/json";
  }

  private String expected(String method, String path) {
    if (RequestTarget.fault(path).isPresent()) {
      return "400";
    }
    return switch (table.match(method, path)) {
      case RouteMatch.Matched(Route route) ->
          route.resource().map(MatchedMethods::name).orElse("200");
      case RouteMatch.WrongMethod(var _) -> "405";
      case RouteMatch.UnknownPath() -> "404";
      case RouteMatch.Malformed(var _) -> "400";
    };
  }

  @Test
  void the_called_method_is_that_of_the_matched_route() throws IOException {
    String token = person(Role.ADMIN).token();
    List<String> words = words();
    int called = 0;
    Socket line = connect();
    try {
      for (int count = 0; count < REQUESTS; count++) {
        String method = METHODS[random.nextInt(METHODS.length)];
        String path = path(words);
        line.getOutputStream().write(request(method, path, token));
        Answer answer = RawHttp.answer(line);
        boolean isCalled = answer.status() == MatchedMethods.STATUS;
        called += isCalled ? 1 : 0;
        assertEquals(
            expected(method, path),
            isCalled ? answer.body() : String.valueOf(answer.status()),
            "-Dseed=%d, number %d: %s %s".formatted(SEED, count, method, path));
        if (answer.headers().firstValue("Connection").isPresent()) {
          line.close();
          line = connect();
        }
      }
    } finally {
      line.close();
    }
    assertTrue(called > REQUESTS / 50, called + " of them called a method");
  }

  private Socket connect() throws IOException {
    Socket line = new Socket(address.getHost(), address.getPort());
    line.setSoTimeout(PATIENCE_MS);
    return line;
  }

  private byte[] request(String method, String path, String token) {
    return """
        %s %s HTTP/1.1
        Host: here
        Authorization: Bearer %s
        Accept: application/json, */*
        Content-Type: %s
        %s: yes
        Content-Length: 0

        """
        .formatted(method, path, token, contentType(method, path), MatchedMethods.ASKED)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
