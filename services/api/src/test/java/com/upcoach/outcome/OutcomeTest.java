package com.upcoach.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class OutcomeTest {

  private record Missing() implements Refusal {}

  @Test
  void a_value_that_was_found_is_done_and_a_missing_one_refused() {
    assertEquals(Outcome.done(1), Outcome.of(Optional.of(1), new Missing()));
    assertEquals(Outcome.refused(new Missing()), Outcome.of(Optional.empty(), new Missing()));
  }

  @Test
  void a_next_step_takes_the_value_and_may_refuse_it() {
    Outcome<Integer> done = Outcome.done(1);
    assertEquals(Outcome.done(2), result(done.andThen(one -> item(Outcome.done(one + 1)))));
    assertEquals(
        Outcome.refused(new Missing()),
        result(done.andThen(one -> item(Outcome.refused(new Missing())))));
  }

  @Test
  void no_step_follows_a_refusal() {
    Outcome<Integer> refused = Outcome.refused(new Missing());
    assertEquals(
        Outcome.refused(new Missing()),
        result(refused.andThen(one -> fail("a step followed the refusal"))));
  }

  private static <T> Uni<T> item(T value) {
    return Uni.createFrom().item(value);
  }

  private static <T> T result(Uni<T> uni) {
    return uni.await().indefinitely();
  }
}
