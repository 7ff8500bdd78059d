package com.upcoach.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SourceNumberTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "7 | 7",
        "7.5 | 7.5",
        ".5 | 0.5",
        "7. | 7",
        "+7 | 7",
        "0 | 0",
        "1.0E7 | 10000000",
        "1.5E-4 | 0.00015",
        "2,5e3 | 2500",
        "7,5 | 7.5",
        "0,125 | 0.125",
        "7,1234 | 7.1234",
        "'1,234.5' | 1234.5",
        "'1.234,5' | 1234.5",
        "1 234,5 | 1234.5",
        "1\u00A0234 | 1234",
        "1\u202F234,5 | 1234.5",
        "1\u2019234.5 | 1234.5",
        "'1,234,567' | 1234567",
        "1.234.567 | 1234567",
        "\u0661\u0662\u066B\u0665 | 12.5",
        "1.234 | 1.234"
      })
  void a_number_is_read_as_its_program_writes_it(String text, double value) {
    assertEquals(new SourceNumber.Value(value), SourceNumber.read(text, ','));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ".",
        ",",
        "e5",
        "-1",
        "NaN",
        "Infinity",
        "0x1p3",
        "1d",
        "1f",
        "1_000",
        "1,2,3",
        "1.2.3",
        "12,34.5",
        "1.234.5",
        "1E9999",
        "1E99",
        "7 km",
        "1000000000001",
        "1,23,456",
        "111111111111111111111111111111111111111111"
      })
  void a_text_that_is_no_amount_is_refused(String text) {
    assertInstanceOf(SourceNumber.Unreadable.class, SourceNumber.read(text, ','));
  }

  @Test
  void a_point_before_three_digits_is_a_decimal_point_only_away_from_semicolons() {
    assertEquals(new SourceNumber.Value(1.234), SourceNumber.read("1.234", '\t'));
    assertEquals(
        new SourceNumber.Unreadable("may be 1234 or 1.234; write it without a thousands separator"),
        SourceNumber.read("1.234", ';'));
    assertEquals(new SourceNumber.Value(0.125), SourceNumber.read("0.125", ';'));
    assertEquals(new SourceNumber.Value(1.2345), SourceNumber.read("1.2345", ';'));
  }

  @Test
  void a_comma_before_three_digits_is_a_decimal_comma_only_beside_semicolons() {
    assertEquals(new SourceNumber.Value(1.234), SourceNumber.read("1,234", ';'));
    assertEquals(
        new SourceNumber.Unreadable("may be 1234 or 1.234; write it without a thousands separator"),
        SourceNumber.read("1,234", ','));
  }
}
