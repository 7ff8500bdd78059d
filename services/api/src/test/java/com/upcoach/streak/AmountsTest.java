package com.upcoach.streak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AmountsTest {

  private static final long SEED = Long.getLong("seed", System.nanoTime());

  @Test
  void an_amount_is_rounded_to_thousandths_half_to_even() {
    assertEquals(0.3, Amounts.rounded(0.1 + 0.2));
    assertEquals(0.3, Amounts.rounded(0.30000000000000004));
    assertEquals(2, Amounts.rounded(2.0005));
    assertEquals(2.002, Amounts.rounded(2.0015));
    assertEquals(0.002, Amounts.rounded(0.0015));
    assertEquals(0.002, Amounts.rounded(0.0025));
    assertEquals(0, Amounts.rounded(0.0005));
    assertEquals(0.001, Amounts.rounded(0.00050001));
    assertEquals(0.0, Amounts.rounded(-0.0));
    assertEquals(1e12, Amounts.rounded(1e12));
    assertEquals(0, Amounts.rounded(Double.MIN_VALUE));
  }

  @Test
  void the_target_of_a_do_habit_stays_above_zero() {
    assertEquals(0.001, Amounts.roundedTarget(Kind.DO, 0.0001));
    assertEquals(0, Amounts.roundedTarget(Kind.LIMIT, 0.0001));
    assertEquals(0, Amounts.roundedTarget(Kind.DO, 0));
  }

  @Test
  void amounts_out_of_range_are_refused() {
    for (double wrong :
        List.of(-0.001, 1e12 + 1, Double.NaN, Double.POSITIVE_INFINITY, Double.MAX_VALUE)) {
      assertFalse(Amounts.inRange(wrong), () -> "" + wrong);
      assertThrows(IllegalArgumentException.class, () -> Amounts.rounded(wrong));
    }
    assertTrue(Amounts.inRange(1e12));
  }

  @Test
  void sums_are_exact() {
    assertEquals(0.3, Amounts.sum(List.of(0.1, 0.2)));
    assertEquals(100, Amounts.sum(Collections.nCopies(1000, 0.1)));
    assertEquals(4e16, Amounts.sum(Collections.nCopies(40_000, 1e12)));
  }

  @Test
  void every_number_of_thousandths_has_one_amount() {
    Random random = new Random(SEED);
    for (int i = 0; i < 100_000; i++) {
      long thousandths = random.nextLong(1 + (1L << random.nextInt(50)));
      double amount = new BigDecimal(thousandths).movePointLeft(3).doubleValue();
      assertEquals(amount, Amounts.rounded(amount), () -> "-Dseed=" + SEED);
      assertEquals(thousandths, Amounts.thousandths(amount), () -> "-Dseed=" + SEED);
      double noisy = amount * (1 + random.nextDouble() / 100);
      assertEquals(
          new BigDecimal(Double.toString(noisy)).setScale(3, RoundingMode.HALF_EVEN).doubleValue(),
          Amounts.rounded(noisy),
          () -> noisy + ", -Dseed=" + SEED);
    }
  }
}
