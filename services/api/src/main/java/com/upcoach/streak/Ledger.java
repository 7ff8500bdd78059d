package com.upcoach.streak;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// The marks of one habit's days, one byte per day from the first marked day to the last.
/// Immutable.
///
/// A ledger is derived from the check-ins and stored with the habit, so that streaks can be
/// computed from one row. It holds marks only: when the habit's kind or target changes, it must be
/// rebuilt. Days lie between 1900-01-01 and 2199-12-31.
public final class Ledger {

  /// The ledger of a habit without any mark.
  public static final Ledger EMPTY = new Ledger(0, new byte[0]);

  private static final int HEADER_BYTES = Integer.BYTES;

  private final int firstDay;
  private final byte[] codes;

  /// Takes ownership of `codes`, which starts and ends with a mark, or is empty.
  private Ledger(int firstDay, byte[] codes) {
    this.firstDay = firstDay;
    this.codes = codes;
  }

  /// The ledger with the given marks; days marked [Mark#NONE] are treated as absent.
  ///
  /// @throws IllegalArgumentException if a day is out of range
  public static Ledger of(Map<LocalDate, Mark> marks) {
    if (marks.isEmpty()) {
      return EMPTY;
    }
    int first = EpochDays.of(Collections.min(marks.keySet()));
    byte[] codes = new byte[EpochDays.of(Collections.max(marks.keySet())) - first + 1];
    marks.forEach((day, mark) -> codes[EpochDays.of(day) - first] = (byte) mark.code());
    return trimmed(first, codes);
  }

  /// The ledger that [#encoded] wrote.
  ///
  /// @param encoded no bytes for [#EMPTY]; otherwise the first day as a big-endian 32-bit epoch
  ///     day, then one [Mark#code] per day, of which neither the first nor the last is 0
  /// @throws IllegalArgumentException for bytes that [#encoded] never writes
  public static Ledger decode(byte[] encoded) {
    if (encoded.length == 0) {
      return EMPTY;
    }
    if (encoded.length <= HEADER_BYTES) {
      throw new IllegalArgumentException("ledger: " + encoded.length + " bytes are too few");
    }
    int first = ByteBuffer.wrap(encoded).getInt();
    byte[] codes = Arrays.copyOfRange(encoded, HEADER_BYTES, encoded.length);
    if (!EpochDays.valid(first) || !EpochDays.valid((long) first + codes.length - 1)) {
      throw new IllegalArgumentException("ledger: days out of range");
    }
    if (codes[0] == Mark.NONE_CODE || codes[codes.length - 1] == Mark.NONE_CODE) {
      throw new IllegalArgumentException("ledger: does not start and end with a mark");
    }
    for (byte code : codes) {
      if (!Mark.isCode(code & 0xff)) {
        throw new IllegalArgumentException("ledger: " + (code & 0xff) + " is no mark");
      }
    }
    return new Ledger(first, codes);
  }

  /// The bytes to store, as [#decode] describes them; a fresh array.
  public byte[] encoded() {
    return isEmpty()
        ? new byte[0]
        : ByteBuffer.allocate(HEADER_BYTES + codes.length).putInt(firstDay).put(codes).array();
  }

  /// This ledger with the day's mark replaced; [Mark#NONE] removes it.
  ///
  /// @throws IllegalArgumentException if the day is out of range
  public Ledger with(LocalDate day, Mark mark) {
    int at = EpochDays.of(day);
    if (mark(day).equals(mark)) {
      return this;
    }
    int first = codes.length == 0 ? at : Math.min(at, firstDay);
    int last = codes.length == 0 ? at : Math.max(at, lastDay());
    byte[] changed = new byte[last - first + 1];
    System.arraycopy(codes, 0, changed, codes.length == 0 ? 0 : firstDay - first, codes.length);
    changed[at - first] = (byte) mark.code();
    return trimmed(first, changed);
  }

  /// The mark of `day`; [Mark#NONE] for any day without a mark.
  public Mark mark(LocalDate day) {
    return new Mark(code(day.toEpochDay()));
  }

  /// The first marked day.
  public Optional<LocalDate> first() {
    return codes.length == 0 ? Optional.empty() : Optional.of(EpochDays.date(firstDay));
  }

  /// The last marked day.
  public Optional<LocalDate> last() {
    return codes.length == 0 ? Optional.empty() : Optional.of(EpochDays.date(lastDay()));
  }

  /// Whether no day is marked.
  public boolean isEmpty() {
    return codes.length == 0;
  }

  int lastDay() {
    return firstDay + codes.length - 1;
  }

  /// The range from the first to the last day on which this ledger and `that` differ; empty if they
  /// are equal.
  Optional<DateRange> differenceTo(Ledger that) {
    if (equals(that)) {
      return Optional.empty();
    }
    int first =
        isEmpty() ? that.firstDay : Math.min(firstDay, that.isEmpty() ? firstDay : that.firstDay);
    int last =
        Math.max(
            isEmpty() ? that.lastDay() : lastDay(), that.isEmpty() ? lastDay() : that.lastDay());
    while (code(first) == that.code(first)) {
      first++;
    }
    while (code(last) == that.code(last)) {
      last--;
    }
    return Optional.of(new DateRange(EpochDays.date(first), EpochDays.date(last)));
  }

  private int code(long day) {
    long index = day - firstDay;
    return index < 0 || index >= codes.length ? Mark.NONE_CODE : codes[(int) index] & 0xff;
  }

  /// Copies the codes of the days `from`..`to` (inclusive) to the start of `target`, which is
  /// zeroed.
  void copyTo(byte[] target, int from, int to) {
    int first = Math.max(from, firstDay);
    int last = Math.min(to, lastDay());
    if (first <= last) {
      System.arraycopy(codes, first - firstDay, target, first - from, last - first + 1);
    }
  }

  private static Ledger trimmed(int first, byte[] codes) {
    int from = 0;
    int to = codes.length;
    while (from < to && codes[from] == Mark.NONE_CODE) {
      from++;
    }
    while (to > from && codes[to - 1] == Mark.NONE_CODE) {
      to--;
    }
    if (from == to) {
      return EMPTY;
    }
    boolean whole = from == 0 && to == codes.length;
    return new Ledger(first + from, whole ? codes : Arrays.copyOfRange(codes, from, to));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ledger that
        && firstDay == that.firstDay
        && Arrays.equals(codes, that.codes);
  }

  @Override
  public int hashCode() {
    return 31 * firstDay + Arrays.hashCode(codes);
  }

  @Override
  public String toString() {
    return isEmpty()
        ? "Ledger[]"
        : "Ledger[" + EpochDays.date(firstDay) + " " + HexFormat.of().formatHex(codes) + "]";
  }
}
