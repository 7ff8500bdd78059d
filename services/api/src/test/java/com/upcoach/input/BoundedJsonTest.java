package com.upcoach.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.ProblemKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BoundedJsonTest {

  private static final BoundedJson JSON = new BoundedJson(4, 100);

  private static String refusal(String body) {
    InvalidRequest refused =
        assertThrows(InvalidRequest.class, () -> JSON.parse(body.getBytes(UTF_8)));
    assertEquals(ProblemKind.MALFORMED_JSON, refused.problem().kind());
    return refused.problem().detail();
  }

  /// Reads a file to its end, without a tree.
  private static void stream(byte[] file) throws IOException {
    try (JsonParser parser = JSON.parser(new ByteArrayInputStream(file))) {
      while (parser.nextToken() != null) {
        parser.getValueAsString();
      }
    }
  }

  @ParameterizedTest(name = "{1} is refused, {0} is accepted")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[[[[]]]] | [[[[[]]]]]",
        "'%s' | '%sx'",
        "{'%s':1} | {'a':'%sx'}",
        "{'a':1,'b':2} | {'a':1,'a':2}",
        "{'a':{'a':1}} | {'a':{'b':1,'b':2}}",
      })
  void requests_and_files_have_the_same_limits(String accepted, String refused) throws Exception {
    String longest = "a".repeat(100);
    String valid = accepted.formatted(longest).replace('\'', '"');
    assertEquals(valid, JSON.parse(valid.getBytes(UTF_8)).toString());
    stream(valid.getBytes(UTF_8));

    String invalid = refused.formatted(longest).replace('\'', '"');
    refusal(invalid);
    assertThrows(JsonProcessingException.class, () -> stream(invalid.getBytes(UTF_8)));
  }

  @Test
  void a_number_has_at_most_64_characters() {
    String longest = "9".repeat(64);
    assertEquals(longest, JSON.parse(longest.getBytes(UTF_8)).toString());
    refusal(longest + "9");
    assertThrows(JsonProcessingException.class, () -> stream((longest + "9").getBytes(UTF_8)));
  }

  @Test
  void a_refusal_names_line_and_column_and_no_part_of_the_parser() {
    assertTrue(refusal("{\n \"a\": oops}").contains("(line 2, column "));
    assertEquals("The body continues after its JSON value; send one value only.", refusal("{} {}"));
    assertEquals(
        "Document nesting depth (5) exceeds the maximum allowed (4)", refusal("[[[[[]]]]]"));
    assertEquals("The body is empty; send JSON.", refusal(""));
    assertEquals("The body is empty; send JSON.", refusal(" \n"));
    assertEquals(
        "The body is empty; send JSON.",
        assertThrows(InvalidRequest.class, () -> JSON.parse(null)).problem().detail());
  }

  @Test
  void a_file_is_utf_8_with_or_without_a_byte_order_mark() {
    assertDoesNotThrow(() -> stream("\uFEFF{\"a\":\"é…\"}".getBytes(UTF_8)));
    assertDoesNotThrow(() -> stream("".getBytes(UTF_8)));
    byte[] overlong = "{\"\u00c0\u00af\":1}".getBytes(ISO_8859_1);
    assertThrows(CharacterCodingException.class, () -> stream(overlong));
    assertThrows(InvalidRequest.class, () -> JSON.parse(overlong));
  }
}
