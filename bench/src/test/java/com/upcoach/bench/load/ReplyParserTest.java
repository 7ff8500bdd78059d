package com.upcoach.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReplyParserTest {

  private static final String WHOLE =
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\ncontent-LENGTH: 5\r\n\r\nhello";

  private final ReplyParser parser = new ReplyParser();

  @Test
  void a_reply_is_complete_wherever_it_was_split() {
    for (int cut = 1; cut < WHOLE.length(); cut++) {
      assertFalse(take(WHOLE.substring(0, cut)), "cut at " + cut);
      assertTrue(take(WHOLE.substring(cut)), "cut at " + cut);
      assertEquals(200, parser.status());
    }
  }

  @Test
  void a_reply_may_come_letter_by_letter() {
    for (int at = 0; at < WHOLE.length() - 1; at++) {
      assertFalse(take(WHOLE.substring(at, at + 1)));
    }
    assertTrue(take(WHOLE.substring(WHOLE.length() - 1)));
  }

  @Test
  void a_refusal_without_a_body_is_complete_immediately() {
    assertTrue(
        take("HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
    assertEquals(503, parser.status());
    assertTrue(parser.closes());
  }

  @Test
  void no_content_needs_no_length() {
    assertTrue(take("HTTP/1.1 204 No Content\r\n\r\n"));
    assertFalse(parser.closes());
  }

  @Test
  void a_reply_without_a_known_end_is_refused() {
    assertThrows(
        ReplyParser.UnreadableReplyException.class,
        () -> take("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"));
  }

  @Test
  void more_than_was_announced_is_refused() {
    assertThrows(ReplyParser.UnreadableReplyException.class, () -> take(WHOLE + "!"));
  }

  @Test
  void a_reply_that_is_not_http_is_refused() {
    assertThrows(
        ReplyParser.UnreadableReplyException.class, () -> take("SSH-2.0-OpenSSH_9.2\r\n\r\n"));
  }

  private boolean take(String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    return parser.take(bytes, bytes.length);
  }
}
