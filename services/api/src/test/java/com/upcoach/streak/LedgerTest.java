package com.upcoach.streak;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LedgerTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);

  @Test
  void a_ledger_reaches_from_its_first_marked_day_to_its_last() {
    Ledger ledger = Ledger.EMPTY.with(DAY, Mark.MET).with(DAY.minusDays(9), Mark.SKIPPED);

    assertEquals(Optional.of(DAY.minusDays(9)), ledger.first());
    assertEquals(Optional.of(DAY), ledger.last());
    assertEquals(Mark.SKIPPED, ledger.mark(DAY.minusDays(9)));
    assertEquals(Mark.NONE, ledger.mark(DAY.minusDays(5)));
    assertEquals(Mark.NONE, ledger.mark(DAY.plusDays(1)));
    assertEquals(14, ledger.encoded().length);
  }

  @Test
  void removing_the_outermost_marks_shortens_a_ledger() {
    Ledger ledger =
        Ledger.of(Map.of(DAY, Mark.MET, DAY.plusDays(4), Mark.MET, DAY.plusDays(9), Mark.MET));

    assertEquals(Optional.of(DAY.plusDays(4)), ledger.with(DAY, Mark.NONE).first());
    assertEquals(Optional.of(DAY.plusDays(4)), ledger.with(DAY.plusDays(9), Mark.NONE).last());
    assertSame(Ledger.EMPTY, Ledger.EMPTY.with(DAY, Mark.MET).with(DAY, Mark.NONE));
    assertEquals(Optional.empty(), Ledger.EMPTY.first());
    assertEquals(Optional.empty(), Ledger.EMPTY.last());
  }

  @Test
  void a_ledger_is_stored_as_its_first_day_and_one_byte_a_day() {
    Ledger ledger =
        Ledger.EMPTY
            .with(LocalDate.EPOCH.plusDays(258), Mark.MET)
            .with(LocalDate.EPOCH.plusDays(260), Mark.SKIPPED)
            .with(LocalDate.EPOCH.plusDays(261), Mark.ofShare(0));

    byte[] stored = {0, 0, 1, 2, (byte) 201, 0, (byte) 255, 1};
    assertArrayEquals(stored, ledger.encoded());
    assertEquals(ledger, Ledger.decode(stored));
    assertSame(Ledger.EMPTY, Ledger.decode(new byte[0]));
    assertEquals(0, Ledger.EMPTY.encoded().length);
  }

  @Test
  void invalid_bytes_are_refused() {
    refuses(1);
    refuses(0, 0, 1, 2);
    refuses(0, 0, 1, 2, 0, 201);
    refuses(0, 0, 1, 2, 201, 0);
    refuses(0, 0, 1, 2, 203);
    refuses(0, 0, 1, 2, 201, 254, 201);
    refuses(127, 0, 0, 0, 201);
    refuses(128, 0, 0, 0, 201);
  }

  @Test
  void days_out_of_range_are_refused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Ledger.EMPTY.with(LocalDate.of(1899, 12, 31), Mark.MET));
    assertThrows(
        IllegalArgumentException.class,
        () -> Ledger.of(Map.of(LocalDate.of(2200, 1, 1), Mark.MET)));
    assertEquals(Mark.NONE, Ledger.EMPTY.mark(LocalDate.MAX));
  }

  @Test
  void ledgers_with_the_same_marks_are_equal() {
    Ledger added = Ledger.EMPTY.with(DAY, Mark.MET).with(DAY.plusDays(1), Mark.MET);
    Ledger other = Ledger.of(Map.of(DAY.plusDays(1), Mark.MET, DAY, Mark.MET));

    assertEquals(added, other);
    assertEquals(added.hashCode(), other.hashCode());
    assertNotEquals(added, added.with(DAY, Mark.ofShare(199)));
    assertEquals("Ledger[2026-11-23 c9c9]", added.toString());
  }

  @Test
  void encoded_bytes_are_a_copy() {
    Ledger ledger = Ledger.EMPTY.with(DAY, Mark.MET);
    ledger.encoded()[4] = 0;

    assertEquals(Mark.MET, ledger.mark(DAY));
  }

  private static void refuses(int... bytes) {
    byte[] rubbish = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      rubbish[i] = (byte) bytes[i];
    }
    assertThrows(IllegalArgumentException.class, () -> Ledger.decode(rubbish));
  }
}
