package com.upcoach.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class JsonInputTest {

  private static JsonInput fields(String json) {
    return JsonInput.of(json.replace('\'', '"').getBytes(UTF_8));
  }

  private static Problem refusal(JsonInput fields) {
    return assertThrows(InvalidRequest.class, fields::done).problem();
  }

  private static List<String> names(Problem problem) {
    return problem.errors().stream().map(Problem.FieldError::name).toList();
  }

  @Test
  void every_invalid_field_is_named_once_with_its_first_fault() {
    JsonInput fields = fields("{'title':7,'day':'now','nested':{'on':1}}");
    fields.required("title", fields.text("title", 1, 10));
    fields.wrong("title", "is something else, too");
    fields.date("day");
    fields.required("nested", fields.object("nested", nested -> nested.flag("on")));
    fields.required("missing", Optional.empty());

    Problem problem = refusal(fields);
    assertEquals(ProblemKind.INVALID_FIELD, problem.kind());
    assertEquals(List.of("title", "day", "nested.on", "missing"), names(problem));
    assertEquals("title must be text, not a number (and 3 more).", problem.detail());
    assertEquals(
        Optional.of(
            "title must be text, not a number; day must be a date such as 2026-11-23;"
                + " nested.on must be true or false, not a number; missing is required"),
        fields.fault());
  }

  @Test
  void unknown_fields_are_all_named_before_invalid_ones() {
    JsonInput fields = fields("{'a':1,'b':2,'c':3}");
    fields.flag("b");
    Problem problem = refusal(fields);
    assertEquals(ProblemKind.UNKNOWN_FIELD, problem.kind());
    assertEquals(List.of("a", "c"), names(problem));
    assertEquals(Optional.of("a is unknown; c is unknown"), fields.fault());
  }

  @Test
  void a_word_is_one_of_those_that_its_refusal_names() {
    assertEquals(
        Optional.of(DayOfWeek.SUNDAY), fields("{'on':'sunday'}").word("on", DayOfWeek.class));
    for (String wrong : List.of("'Sunday'", "'sun'", "''", "7", "['sunday']")) {
      JsonInput fields = fields("{'on':%s}".formatted(wrong));
      assertEquals(Optional.empty(), fields.word("on", List.of("a", "b", "sunday")));
      assertEquals(Optional.of("on must be a, b or sunday"), fields.fault());
    }
  }
}
