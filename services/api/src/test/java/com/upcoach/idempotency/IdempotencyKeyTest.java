package com.upcoach.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.ProblemKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class IdempotencyKeyTest {

  @Test
  void a_key_is_one_line_of_visible_ascii() {
    assertEquals(Optional.of("~!\"k,"), IdempotencyKey.of(List.of("~!\"k,")));
    assertEquals(Optional.empty(), IdempotencyKey.of(List.of()));
    for (List<String> wrong :
        List.of(
            List.of(""),
            List.of("\u00e9"),
            List.of("k\r\nX: y"),
            List.of("k\u0000"),
            List.of("\u007f"),
            List.of("k", "k"),
            List.of("k".repeat(256)))) {
      InvalidRequest refused =
          assertThrows(InvalidRequest.class, () -> IdempotencyKey.of(wrong), wrong::toString);
      assertEquals(ProblemKind.INVALID_PARAMETER, refused.problem().kind());
    }
  }
}
