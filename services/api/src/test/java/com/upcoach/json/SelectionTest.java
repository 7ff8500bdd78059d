package com.upcoach.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.upcoach.problem.InvalidRequest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SelectionTest {

  private static final Selection DAY =
      Selection.ofContract("day,habits(habit(id,title),state,streak(current(length)))");

  private static String refusal(String text) {
    return assertThrows(InvalidRequest.class, () -> Selection.of(text)).problem().detail();
  }

  private static String unknown(String text, Selection known) {
    return assertThrows(InvalidRequest.class, () -> Selection.of(text).resolve(known))
        .problem()
        .detail();
  }

  @Test
  void a_parsed_selection_has_the_same_text() {
    for (String text :
        new String[] {
          "a", "a,b", "a(b)", "a(b(c),d),e", "rates(7,365(held))", "a(b(c(d(e(f(g(h)))))))"
        }) {
      assertEquals(text, Selection.of(text).toString());
    }
  }

  @Test
  void a_missing_parameter_selects_all_fields() {
    assertTrue(Selection.of(null).isWhole());
    assertTrue(Selection.WHOLE.has("habits", "streak"));
  }

  @Test
  void a_field_without_brackets_is_selected_with_all_its_fields() {
    Selection some = Selection.of("day,habits(habit,streak(current))");
    assertTrue(some.has("habits", "habit", "title"));
    assertTrue(some.has("habits", "streak"));
    assertFalse(some.has("habits", "streak", "longest"));
    assertFalse(some.has("habits", "state"));
    assertFalse(some.has("zone"));
  }

  @Test
  void a_syntax_error_is_refused_with_its_position() {
    String[][] wrong = {
      {"", "the name of a field is expected at character 1"},
      {",", "the name of a field is expected at character 1"},
      {"a,", "the name of a field is expected at character 3"},
      {"a,,b", "the name of a field is expected at character 3"},
      {"a()", "the name of a field is expected at character 3"},
      {"()", "the name of a field is expected at character 1"},
      {"a(b", "a comma or ) is expected at character 4"},
      {"a(b(c)", "a comma or ) is expected at character 7"},
      {"a)", "a comma or the end is expected at character 2"},
      {"a(b))", "a comma or the end is expected at character 5"},
      {"a(b)c", "a comma or the end is expected at character 5"},
      {"a b", "a comma or the end is expected at character 2"},
      {" a", "the name of a field is expected at character 1"},
      {"a.b", "a comma or the end is expected at character 2"},
      {"ä", "the name of a field is expected at character 1"},
      {"\u0000", "the name of a field is expected at character 1"},
    };
    for (String[] example : wrong) {
      assertEquals(
          "fields has a syntax error: " + example[1] + ".", refusal(example[0]), example[0]);
    }
  }

  @Test
  void a_duplicate_field_is_refused() {
    assertEquals("fields names a twice.", refusal("a,b,a"));
    assertEquals("fields names b twice.", refusal("a(b,c,b(d))"));
    assertEquals("a(a),b(a)", Selection.of("a(a),b(a)").toString());
  }

  @Test
  void a_selection_has_at_most_a_thousand_characters_eight_levels_and_200_names() {
    String long1000 = "a".repeat(1_000);
    assertEquals(long1000, Selection.of(long1000).toString());
    assertEquals("fields must have at most 1000 characters.", refusal(long1000 + "a"));
    assertEquals(
        "fields must be nested at most 8 deep.", refusal("a(".repeat(8) + "a" + ")".repeat(8)));
    assertEquals("fields must name at most 200 fields.", refusal(names(201)));
    assertEquals(names(200), Selection.of(names(200)).toString());
  }

  private static String names(int count) {
    return IntStream.range(0, count)
        .mapToObj(number -> "a" + number)
        .collect(Collectors.joining(","));
  }

  @Test
  void an_unknown_field_is_refused_with_its_path_and_the_known_fields() {
    assertEquals(
        "fields names dya, which is unknown; the known fields there are: day, habits.",
        unknown("dya", DAY));
    assertEquals(
        "fields names habits.habit.titel, which is unknown; the known fields there are: id, title.",
        unknown("day,habits(habit(id,titel))", DAY));
    assertEquals(
        "fields selects fields of habits.state, which has none.",
        unknown("habits(state(held))", DAY));
    assertEquals(
        "day,habits(habit(title))",
        Selection.of("day,habits(habit(title))").resolve(DAY).toString());
  }

  @Test
  void a_selection_of_a_page_applies_to_its_items() {
    Selection page = Selection.ofContract("items(id,title),next");
    assertEquals("items(title),next", Selection.of("title").resolve(page).toString());
    assertEquals(
        "fields names items, which is unknown; the known fields there are: id, title.",
        unknown("items(id)", page));
    assertEquals(
        "fields names next, which is unknown; the known fields there are: id, title.",
        unknown("next", page));
  }

  @Test
  void the_items_of_a_leaderboard_are_a_field_like_any_other() {
    Selection board = Selection.ofContract("period,items(rank,name),next");
    for (String wanted : new String[] {"items(rank)", "period,next"}) {
      assertEquals(wanted, Selection.of(wanted).resolve(board).toString());
    }
  }
}
