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
  void a_selection_is_read_as_it_is_written() {
    for (String text :
        new String[] {
          "a", "a,b", "a(b)", "a(b(c),d),e", "rates(7,365(held))", "a(b(c(d(e(f(g(h)))))))"
        }) {
      assertEquals(text, Selection.of(text).toString());
    }
  }

  @Test
  void what_is_not_sent_wants_all() {
    assertTrue(Selection.of(null).isWhole());
    assertTrue(Selection.WHOLE.has("habits", "streak"));
  }

  @Test
  void a_field_without_brackets_is_wanted_with_all_below_it() {
    Selection some = Selection.of("day,habits(habit,streak(current))");
    assertTrue(some.has("habits", "habit", "title"));
    assertTrue(some.has("habits", "streak"));
    assertFalse(some.has("habits", "streak", "longest"));
    assertFalse(some.has("habits", "state"));
    assertFalse(some.has("zone"));
  }

  @Test
  void what_cannot_be_read_is_refused_with_the_place() {
    String[][] wrong = {
      {"", "the name of a field must come at character 1"},
      {",", "the name of a field must come at character 1"},
      {"a,", "the name of a field must come at character 3"},
      {"a,,b", "the name of a field must come at character 3"},
      {"a()", "the name of a field must come at character 3"},
      {"()", "the name of a field must come at character 1"},
      {"a(b", "a comma or ) must come at character 4"},
      {"a(b(c)", "a comma or ) must come at character 7"},
      {"a)", "a comma or the end must come at character 2"},
      {"a(b))", "a comma or the end must come at character 5"},
      {"a(b)c", "a comma or the end must come at character 5"},
      {"a b", "a comma or the end must come at character 2"},
      {" a", "the name of a field must come at character 1"},
      {"a.b", "a comma or the end must come at character 2"},
      {"ä", "the name of a field must come at character 1"},
      {"\u0000", "the name of a field must come at character 1"},
    };
    for (String[] one : wrong) {
      assertEquals("fields cannot be read: " + one[1] + ".", refusal(one[0]), one[0]);
    }
  }

  @Test
  void no_field_is_named_twice_in_one_place() {
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

  private static String names(int many) {
    return IntStream.range(0, many).mapToObj(one -> "a" + one).collect(Collectors.joining(","));
  }

  @Test
  void an_unknown_field_is_refused_by_its_path_with_those_that_are_known_there() {
    assertEquals(
        "fields names dya, which is not known; known there: day, habits.", unknown("dya", DAY));
    assertEquals(
        "fields names habits.habit.titel, which is not known; known there: id, title.",
        unknown("day,habits(habit(id,titel))", DAY));
    assertEquals(
        "fields names fields of habits.state, which has none.",
        unknown("habits(state(held))", DAY));
    assertEquals(
        "day,habits(habit(title))",
        Selection.of("day,habits(habit(title))").resolve(DAY).toString());
  }

  @Test
  void of_a_page_the_fields_of_its_items_are_named_and_the_page_stays() {
    Selection page = Selection.ofContract("items(id,title),next");
    assertEquals("items(title),next", Selection.of("title").resolve(page).toString());
    assertEquals(
        "fields names items, which is not known; known there: id, title.",
        unknown("items(id)", page));
    assertEquals(
        "fields names next, which is not known; known there: id, title.", unknown("next", page));
  }

  @Test
  void where_there_is_more_than_a_list_its_items_are_a_field_like_any_other() {
    Selection board = Selection.ofContract("period,items(rank,name),next");
    for (String wanted : new String[] {"items(rank)", "period,next"}) {
      assertEquals(wanted, Selection.of(wanted).resolve(board).toString());
    }
  }
}
