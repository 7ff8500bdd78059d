package com.upcoach.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/// Random requests of every kind, in random pieces, with responses at random times.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ResponseOrderTest {

  private static final long SEED = Long.getLong("upcoach.wire.seed", System.nanoTime());
  private static final int CONNECTIONS = 6_000;
  private static final int MAX_REQUESTS = 12;

  private static final List<String> UNUSUAL =
      List.of(
          "\r\n",
          "\n",
          "  ",
          "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
          "GET /uncached/bare HTTP/1.1\nHost: here\n\n",
          "GET /uncached/fold HTTP/1.1\r\nHost: here\r\nX: a\r\n b\r\n\r\n",
          "GET /uncached/none HTTP/1.1\r\nNo colon\r\n\r\n",
          "GET /uncached/both HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
          "GET /uncached/old HTTP/1.0\r\n\r\n",
          "GET /uncached/last HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n",
          "PUT /uncached/chunks HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          "PUT /uncached/x HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: xchunked\r\n\r\n",
          "GET /uncached/half HTTP/1.1\r\nX: ",
          "GET /uncached/upgrade HTTP/1.1\r\nHost: here\r\nUpgrade: x\r\n\r\n",
          "GET /uncached/cut?x=",
          "GET /uncached/line HTTP/1.1\r\n");

  private static String request(Random random, int number) {
    String inside = FastPathHttpDecoderTest.get("/cached/inside-" + number);
    return switch (random.nextInt(13)) {
      case 0, 1 -> FastPathHttpDecoderTest.get("/uncached/" + number);
      case 2 ->
          "POST /uncached/%d HTTP/1.1\r\nHost: here\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(number, inside.length(), inside);
      case 3 ->
          "GET /cached/%d HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\n\r\n".formatted(number);
      case 4 -> random.nextInt(4) > 0 ? "" : UNUSUAL.get(random.nextInt(UNUSUAL.size()));
      default -> FastPathHttpDecoderTest.get("/cached/" + number);
    };
  }

  /// With and without the fast path, the server sees the same requests and bodies in the same
  /// order, and the responses have that order.
  @Test
  void the_fast_path_changes_neither_the_requests_nor_the_order_of_responses() {
    int onFastPath = 0;
    int decoded = 0;
    for (int connection = 0; connection < CONNECTIONS; connection++) {
      Random random = new Random(SEED + connection);
      List<String> requests = new ArrayList<>();
      int count = 1 + random.nextInt(MAX_REQUESTS);
      for (int number = 0; number < count; number++) {
        requests.add(request(random, number));
      }
      String bytes = String.join("", requests);
      String place = "seed %d, connection %d: %s".formatted(SEED, connection, bytes);
      Exchange plain = new Exchange(false);
      plain.read(bytes);
      respondToAll(plain);
      Exchange withFastPath = new Exchange(true);
      for (String piece : pieces(random, requests)) {
        withFastPath.read(piece);
        while (withFastPath.waiting() > 0 && random.nextInt(3) > 0) {
          withFastPath.respondToNext();
        }
      }
      respondToAll(withFastPath);
      assertEquals(asDecoded(plain.seen()), asDecoded(withFastPath.seen()), place);
      assertEquals(plain.responses(), withFastPath.responses(), place);
      assertEquals(plain.bodies(), withFastPath.bodies(), place);
      for (String request : withFastPath.seen()) {
        onFastPath += request.startsWith("fast path") ? 1 : 0;
        decoded += request.startsWith("decoded /cached/") ? 1 : 0;
      }
      plain.channel().finishAndReleaseAll();
      withFastPath.channel().finishAndReleaseAll();
    }
    assertTrue(onFastPath > CONNECTIONS, "only %d took the fast path".formatted(onFastPath));
    assertTrue(decoded > CONNECTIONS / 2, "only %d were decoded".formatted(decoded));
  }

  private static void respondToAll(Exchange exchange) {
    while (exchange.waiting() > 0) {
      exchange.respondToNext();
    }
  }

  private static List<String> asDecoded(List<String> seen) {
    return seen.stream().map(request -> request.replace("fast path ", "decoded ")).toList();
  }

  /// The bytes of requests in random pieces, some of which end with a request.
  private static List<String> pieces(Random random, List<String> requests) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    for (String request : requests) {
      piece.append(request);
      int cut = random.nextInt(4);
      if (cut == 0 && !request.isEmpty()) {
        int at = random.nextInt(piece.length());
        pieces.add(piece.substring(0, at));
        piece.delete(0, at);
      } else if (cut > 1) {
        pieces.add(piece.toString());
        piece.setLength(0);
      }
    }
    pieces.add(piece.toString());
    return pieces.stream().filter(bytes -> !bytes.isEmpty()).collect(Collectors.toList());
  }
}
