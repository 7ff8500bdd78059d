package com.upcoach.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.input.PlainText.Lines;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlainTextTest {

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x09, 0x0a, 0x20, 0x85, 0xa0, 0xad, 0x34f, 0x61c, 0x115f, 0x1160, 0x1680, 0x17b4, 0x180e,
        0x2000, 0x200a, 0x200b, 0x200c, 0x200d, 0x200e, 0x2028, 0x2029, 0x202e, 0x202f, 0x205f,
        0x2060, 0x2064, 0x2066, 0x206f, 0x2800, 0x3000, 0x3164, 0xfe0f, 0xfeff, 0xffa0, 0xfff9,
        0x1d173, 0xe0001, 0xe0020, 0xe0100
      })
  void text_without_visible_characters_counts_as_empty(int codePoint) {
    String invisible = Character.toString(codePoint);
    assertEquals("", PlainText.trimmed(invisible));
    assertEquals("", PlainText.trimmed(" " + invisible + "\u00a0" + invisible));
    assertFalse(PlainText.isVisibleThroughout("a" + invisible));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "é",
        "e\u0301",
        "读",
        "❤\ufe0f",
        "👩\u200d💻",
        "می\u200cخواهم",
        "😀",
        "٣",
        "½",
        "🏴\udb40\udc67\udb40\udc62\udb40\udc7f"
      })
  void visible_text_is_unchanged(String text) {
    assertEquals(text, PlainText.trimmed(text));
    assertEquals(text, PlainText.trimmed("\u00a0\u200b\u3000" + text + "\u2003 \ufeff\n"));
    assertEquals(Optional.empty(), PlainText.fault(text, Lines.ONE));
  }

  @Test
  void forbidden_characters_are_refused_and_not_trimmed() {
    assertEquals("\u0000", PlainText.trimmed("\u0000"));
    assertEquals("\ud800", PlainText.trimmed(" \ud800"));
    assertEquals(Optional.of("has a control character"), PlainText.fault("a\u0000b", Lines.MANY));
    assertEquals(Optional.of("has a control character"), PlainText.fault("a\u009bb", Lines.ONE));
    assertEquals(
        Optional.of("has half of a surrogate pair"), PlainText.fault("a\udc00", Lines.ONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "a\u2028b", "a\u2029b"})
  void a_title_is_one_line(String text) {
    assertEquals(Optional.of("must be one line"), PlainText.fault(text, Lines.ONE));
  }

  @Test
  void a_note_may_have_lines_and_tabs() {
    assertEquals(Optional.empty(), PlainText.fault("a\n\tb\u2028c", Lines.MANY));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x202a, 0x202b, 0x202c, 0x202d, 0x202e})
  void text_that_changes_the_direction_of_surrounding_text_is_refused(int codePoint) {
    assertEquals(
        Optional.of("has a character that changes the direction of other text"),
        PlainText.fault("a" + Character.toString(codePoint) + "b", Lines.MANY));
  }

  @Test
  void closed_directional_isolates_are_accepted() {
    assertEquals(Optional.empty(), PlainText.fault("a \u2067שלום\u2069 b\u200f", Lines.ONE));
    assertTrue(PlainText.fault("a \u2067b", Lines.ONE).isPresent());
    assertTrue(PlainText.fault("a \u2069b\u2066", Lines.ONE).isPresent());
  }

  @Test
  void trimming_takes_linear_time() {
    String inside = "a" + "\u00a0 ".repeat(500_000) + "b";
    String blank = "\u3164\u200b".repeat(500_000);
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          assertEquals(inside, PlainText.trimmed(inside));
          assertEquals("", PlainText.trimmed(blank));
        });
  }
}
