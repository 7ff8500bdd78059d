package com.upcoach.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.upcoach.server.JacksonComparison;
import com.upcoach.server.RandomResponses;
import com.upcoach.server.WireRecords;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JsonBytesTest {

  private static <T> String written(T value, JsonWriter<T> writer) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(JsonBytes.of(value, writer)))
          .toString();
    } catch (CharacterCodingException broken) {
      throw new AssertionError("no UTF-8", broken);
    }
  }

  @Test
  void text_is_written_as_jackson_would() {
    JacksonComparison.same(RandomResponses::text, JsonBytes::text, text -> text);
  }

  @Test
  void every_character_is_written_as_jackson_would() {
    for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
      if (point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE) {
        String text = Character.toString(point);
        assertEquals(
            new String(WireRecords.bytes(text), StandardCharsets.UTF_8),
            written(text, JsonBytes::text));
      }
    }
  }

  @Test
  void amounts_are_written_as_jackson_would() {
    JacksonComparison.same(
        RandomResponses::amount, (json, amount) -> json.number(amount), amount -> amount);
  }

  @Test
  void shares_of_four_decimals_are_written_as_jackson_would() {
    for (int share = -20_000; share <= 20_000; share++) {
      assertEquals(
          new String(WireRecords.bytes(share / 10_000.0), StandardCharsets.UTF_8),
          written(share / 10_000.0, (json, number) -> json.number(number)));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void a_number_that_is_not_finite_is_quoted(double number) {
    assertEquals(
        new String(WireRecords.bytes(number), StandardCharsets.UTF_8),
        written(number, (json, value) -> json.number(value)));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 9, 10, -1, -10, Long.MAX_VALUE, Long.MIN_VALUE})
  void integers_up_to_the_limits_of_long_are_written(long number) {
    assertEquals(String.valueOf(number), written(number, (json, value) -> json.number(value)));
  }

  @Test
  void dates_and_instants_are_written_as_jackson_would() {
    JacksonComparison.same(RandomResponses::day, JsonBytes::date, day -> day);
    JacksonComparison.same(RandomResponses::instant, JsonBytes::instant, instant -> instant);
  }

  @Test
  void years_of_more_or_fewer_than_four_digits_are_written_as_jackson_would() {
    List<LocalDate> days =
        List.of(
            LocalDate.MIN,
            LocalDate.of(-1, 12, 31),
            LocalDate.of(0, 1, 1),
            LocalDate.of(9999, 12, 31),
            LocalDate.of(10_000, 1, 1),
            LocalDate.MAX);
    assertEquals(
        new String(WireRecords.bytes(days), StandardCharsets.UTF_8),
        written(days, (json, all) -> json.values(all, JsonBytes::date)));
    List<Instant> instants =
        List.of(
            Instant.MIN,
            Instant.EPOCH.minusNanos(1),
            Instant.parse("-0001-12-31T23:59:59Z"),
            Instant.parse("0000-01-01T00:00:00Z"),
            Instant.parse("9999-12-31T23:59:59.999999999Z"),
            Instant.parse("+10000-01-01T00:00:00Z"),
            Instant.MAX);
    assertEquals(
        new String(WireRecords.bytes(instants), StandardCharsets.UTF_8),
        written(instants, (json, all) -> json.values(all, JsonBytes::instant)));
  }

  @Test
  void a_lone_surrogate_becomes_the_replacement_character() {
    assertEquals("\"a\ufffd\"", written("a\ud83d", JsonBytes::text));
    assertEquals("\"\ufffdb\"", written("\ude00b", JsonBytes::text));
    assertEquals("\"\ufffd\ufffd\"", written("\ude00\ud83d", JsonBytes::text));
    assertEquals("\"\ufffd\\uD83D\\uDE00\"", written("\ud83d\ud83d\ude00", JsonBytes::text));
  }

  @Test
  void commas_separate_values_and_occur_nowhere_else() {
    JsonWord name = JsonWord.of("a");
    assertEquals(
        "{\"a\":{},\"a\":[[],{\"a\":1},null,true,\"{\",\":\"],\"a\":\"[\"}",
        written(
            name,
            (json, a) -> {
              json.object().name(a).object().endObject();
              json.name(a).array().array().endArray();
              json.object().name(a).number(1).endObject();
              json.nullValue().flag(true).text("{").text(":").endArray();
              json.name(a).text("[").endObject();
            }));
  }

  @Test
  void null_of_any_type_is_written_as_null() {
    assertEquals(
        "[null,null,null,null,null,null]",
        written(
            "",
            (json, _) ->
                json.array()
                    .id(null)
                    .text(null)
                    .date(null)
                    .instant(null)
                    .word(null)
                    .value(null, JsonBytes::text)
                    .endArray()));
  }

  @Test
  void a_large_value_does_not_affect_the_next_one() {
    List<String> large = Collections.nCopies(50_000, "\u0001");
    assertEquals(
        new String(WireRecords.bytes(large), StandardCharsets.UTF_8),
        written(large, (json, all) -> json.values(all, JsonBytes::text)));
    assertEquals("1", written(1L, (json, number) -> json.number(number)));
  }

  @Test
  void a_failed_writer_does_not_affect_the_next_value() {
    assertThrows(
        IllegalStateException.class,
        () ->
            written(
                "",
                (json, _) -> {
                  json.text("half");
                  throw new IllegalStateException();
                }));
    assertEquals("\"whole\"", written("whole", JsonBytes::text));
  }

  @Test
  void nested_writers_do_not_interfere() {
    assertEquals(
        "[1,\"2\",3]",
        written(
            2L,
            (json, inner) -> {
              json.array().number(1);
              json.text(written(inner, (other, number) -> other.number(number)));
              json.number(3).endArray();
            }));
  }
}
