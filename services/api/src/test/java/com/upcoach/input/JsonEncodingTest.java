package com.upcoach.input;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import java.nio.charset.Charset;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JsonEncodingTest {

  private static final String JSON = "{\"title\":\"é\"}";

  private static String refusal(byte[] body) {
    Problem problem = assertThrows(InvalidRequest.class, () -> JsonInput.of(body)).problem();
    assertEquals(ProblemKind.MALFORMED_JSON, problem.kind());
    return problem.detail();
  }

  @Test
  void utf_8_sequences_of_all_lengths_are_accepted() {
    for (String title : new String[] {"plain", "é", "…", "\ud83c\udfc3", "\uffff"}) {
      JsonInput fields = JsonInput.of("{\"title\":\"%s\"}".formatted(title).getBytes(UTF_8));
      assertEquals(title, fields.text("title", 1, 10).orElseThrow());
    }
  }

  @Test
  void utf_16_and_utf_32_are_refused_with_and_without_a_byte_order_mark() {
    for (Charset charset :
        new Charset[] {
          UTF_16,
          UTF_16BE,
          UTF_16LE,
          Charset.forName("UTF-32"),
          Charset.forName("UTF-32BE"),
          Charset.forName("UTF-32LE"),
          Charset.forName("X-UTF-32LE-BOM")
        }) {
      assertEquals(
          true,
          refusal(JSON.getBytes(charset)).startsWith("The body is not UTF-8 text"),
          charset.name());
    }
  }

  /// Overlong forms, surrogates, code points beyond Unicode, and invalid sequences, in hexadecimal.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "c0af", "c080", "c1bf", "e080af", "f08080af", "eda080", "edbfbf", "f4908080",
        "f8888080", "80", "bf", "e2", "c3", "ff", "fe", "e28022"
      })
  void invalid_utf_8_is_refused_with_its_position(String hex) {
    byte[] wrong = HexFormat.of().parseHex(hex);
    byte[] body = new byte[10 + wrong.length + 2];
    System.arraycopy("{\"title\":\"".getBytes(UTF_8), 0, body, 0, 10);
    System.arraycopy(wrong, 0, body, 10, wrong.length);
    System.arraycopy("\"}".getBytes(UTF_8), 0, body, 10 + wrong.length, 2);
    assertEquals(
        "The body is not UTF-8 text: byte 11 is invalid. Send JSON in UTF-8.", refusal(body));
  }
}
