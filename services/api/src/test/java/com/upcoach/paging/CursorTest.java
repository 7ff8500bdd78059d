package com.upcoach.paging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.problem.InvalidRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CursorTest {

  private static final ListFingerprint LIST = ListFingerprint.of("habits", "ada");
  private static final UUID ID = UUID.fromString("f47ac10b-58cc-4372-a567-0e02b2c3d479");
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

  private static Cursor parse(String text) {
    return Cursor.parse("cursor", text, LIST);
  }

  private static String refusal(String text) {
    return assertThrows(InvalidRequest.class, () -> parse(text), text).problem().detail();
  }

  @Test
  void a_cursor_survives_formatting_and_parsing() {
    for (Cursor cursor :
        List.of(
            Cursor.at(ID),
            Cursor.BEFORE_ALL,
            Cursor.AFTER_ALL,
            Cursor.at(NOON, ID),
            Cursor.at(LocalDate.of(2026, 11, 23), ID),
            new Cursor("", ID),
            new Cursor("Übung 🏃 \n\t\"", ID),
            new Cursor("\uffff".repeat(254), ID))) {
      String text = cursor.text(LIST);
      assertTrue(text.matches("[\\w-]+"), text);
      assertEquals(cursor, parse(text));
    }
    assertEquals(NOON, parse(Cursor.at(NOON, ID).text(LIST)).instant());
    assertEquals(
        LocalDate.of(2026, 11, 23),
        parse(Cursor.at(LocalDate.of(2026, 11, 23), ID).text(LIST)).day());
  }

  @Test
  void a_cursor_of_another_list_is_refused_as_such() {
    String text = Cursor.at(ID).text(ListFingerprint.of("habits", "bob"));
    assertTrue(refusal(text).contains("another list"), () -> refusal(text));
  }

  @Test
  void any_other_text_is_refused() {
    String good = new Cursor("Read", ID).text(LIST);
    byte[] bytes = Base64.getUrlDecoder().decode(good);
    byte[] later = bytes.clone();
    later[0]++;
    byte[] broken = bytes.clone();
    broken[broken.length - 1] = (byte) 0xff;
    byte[] withNull = bytes.clone();
    withNull[withNull.length - 1] = 0;
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    for (String wrong :
        List.of(
            "",
            "x",
            "AQ",
            ID.toString(),
            "2026-11-23",
            good + "=",
            good + " ",
            '+' + good,
            good.substring(0, 20),
            encoder.encodeToString(later),
            encoder.encodeToString(broken),
            encoder.encodeToString(withNull),
            alternativeSpelling(good),
            new Cursor("x".repeat(2_000), ID).text(LIST))) {
      assertTrue(
          refusal(wrong).contains("a cursor from an earlier response"), () -> refusal(wrong));
    }
  }

  /// Another spelling of the same bytes: the last letter has four unused bits.
  private static String alternativeSpelling(String text) {
    String alternative =
        text.substring(0, text.length() - 1) + (char) (text.charAt(text.length() - 1) + 1);
    assertArrayEquals(
        Base64.getUrlDecoder().decode(text), Base64.getUrlDecoder().decode(alternative));
    return alternative;
  }

  @Test
  void a_key_in_another_format_is_refused() {
    for (String wrong :
        List.of("", "Read", "2026-11-23T12:00:00Z", "+12026-11-23T12:00:00.000000Z")) {
      assertThrows(InvalidRequest.class, () -> new Cursor(wrong, ID).instant(), wrong);
      assertThrows(InvalidRequest.class, () -> new Cursor(wrong, ID).day(), wrong);
    }
    assertThrows(InvalidRequest.class, () -> new Cursor("2026-02-30", ID).day());
    String noDay = "2026-02-30T12:00:00.000000Z";
    assertThrows(InvalidRequest.class, () -> new Cursor(noDay, ID).instant());
  }

  /// Texts with UTF-8 sequences of all lengths. Java's own order differs, as it compares surrogates
  /// by their code units.
  @Test
  void cursors_sort_like_utf_8() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    String[] letters = {"a", "b", "é", "한", "\ufffd", "🏃", "𐀀", ""};
    for (int round = 0; round < 2_000; round++) {
      List<String> two = new ArrayList<>();
      for (int text = 0; text < 2; text++) {
        StringBuilder built = new StringBuilder();
        for (int count = random.nextInt(4); count > 0; count--) {
          built.append(letters[random.nextInt(letters.length)]);
        }
        two.add(built.toString());
      }
      int bytes =
          java.util.Arrays.compareUnsigned(
              two.get(0).getBytes(StandardCharsets.UTF_8),
              two.get(1).getBytes(StandardCharsets.UTF_8));
      assertEquals(
          Integer.signum(bytes),
          Integer.signum(new Cursor(two.get(0), ID).compareTo(new Cursor(two.get(1), ID))),
          () -> two + ", run again with -Dseed=" + seed);
    }
    assertTrue(Cursor.at(new UUID(-1, 0)).compareTo(Cursor.at(new UUID(1, 0))) > 0);
  }
}
