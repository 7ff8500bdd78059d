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

/// Random requests of every kind, in random pieces, with answers at random times.
@DisplayNameGeneration(ReplaceUnderscores.class)
class ResponseOrderTest {

  private static final long SEED = Long.getLong("upcoach.wire.seed", System.nanoTime());
  private static final int CONNECTIONS = 6_000;
  private static final int MOST_REQUESTS = 12;

  private static final List<String> RUBBISH =
      List.of(
          "\r\n",
          "\n",
          "  ",
          "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
          "GET /made/bare HTTP/1.1\nHost: here\n\n",
          "GET /made/fold HTTP/1.1\r\nHost: here\r\nX: a\r\n b\r\n\r\n",
          "GET /made/none HTTP/1.1\r\nNo colon\r\n\r\n",
          "GET /made/both HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
          "GET /made/old HTTP/1.0\r\n\r\n",
          "GET /made/last HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n",
          "PUT /made/chunks HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          "PUT /made/x HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: xchunked\r\n\r\n",
          "GET /made/half HTTP/1.1\r\nX: ",
          "GET /made/upgrade HTTP/1.1\r\nHost: here\r\nUpgrade: x\r\n\r\n",
          "GET /made/cut?x=",
          "GET /made/line HTTP/1.1\r\n");

  private static String request(Random random, int number) {
    String inside = FastPathHttpDecoderTest.get("/kept/inside-" + number);
    return switch (random.nextInt(13)) {
      case 0, 1 -> FastPathHttpDecoderTest.get("/made/" + number);
      case 2 ->
          "POST /made/%d HTTP/1.1\r\nHost: here\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(number, inside.length(), inside);
      case 3 ->
          "GET /kept/%d HTTP/1.1\r\nHost: here\r\nContent-Length: 0\r\n\r\n".formatted(number);
      case 4 -> random.nextInt(4) > 0 ? "" : RUBBISH.get(random.nextInt(RUBBISH.size()));
      default -> FastPathHttpDecoderTest.get("/kept/" + number);
    };
  }

  /// Whether all goes the long way or not, the same requests are seen in the same order, with
  /// the same bodies, and answered in that order.
  @Test
  void to_answer_at_once_changes_neither_what_is_a_request_nor_the_order_of_answers() {
    int atOnce = 0;
    int longWay = 0;
    for (int connection = 0; connection < CONNECTIONS; connection++) {
      Random random = new Random(SEED + connection);
      List<String> requests = new ArrayList<>();
      int count = 1 + random.nextInt(MOST_REQUESTS);
      for (int number = 0; number < count; number++) {
        requests.add(request(random, number));
      }
      String bytes = String.join("", requests);
      String place = "seed %d, connection %d: %s".formatted(SEED, connection, bytes);
      Exchange plain = new Exchange(false);
      plain.read(bytes);
      answerAll(plain);
      Exchange answering = new Exchange(true);
      for (String piece : pieces(random, requests)) {
        answering.read(piece);
        while (answering.waiting() > 0 && random.nextInt(3) > 0) {
          answering.answerOne();
        }
      }
      answerAll(answering);
      assertEquals(ways(plain.seen()), ways(answering.seen()), place);
      assertEquals(plain.answered(), answering.answered(), place);
      assertEquals(plain.bodies(), answering.bodies(), place);
      for (String one : answering.seen()) {
        atOnce += one.startsWith("at once") ? 1 : 0;
        longWay += one.startsWith("long way /kept/") ? 1 : 0;
      }
      plain.channel().finishAndReleaseAll();
      answering.channel().finishAndReleaseAll();
    }
    assertTrue(atOnce > CONNECTIONS, "only %d were answered at once".formatted(atOnce));
    assertTrue(longWay > CONNECTIONS / 2, "only %d went the long way".formatted(longWay));
  }

  private static void answerAll(Exchange exchange) {
    while (exchange.waiting() > 0) {
      exchange.answerOne();
    }
  }

  private static List<String> ways(List<String> seen) {
    return seen.stream().map(one -> one.replace("at once ", "long way ")).toList();
  }

  /// The bytes of some requests as they may be read: by request, or anyhow.
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
    return pieces.stream().filter(one -> !one.isEmpty()).collect(Collectors.toList());
  }
}
