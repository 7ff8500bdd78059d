package com.upcoach.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.upcoach.streak.Amounts;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;

/// Rows in the binary format of PostgreSQL's `COPY`: fields in the order of the columns.
///
/// The format is described in the chapter on COPY in PostgreSQL's manual, "Binary Format". A row
/// begins with [#row] and has exactly as many fields as declared there.
final class CopyRows {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final int FLAGS_AND_EXTENSION_BYTES = 8;
  private static final int ABSENT = -1;

  /// PostgreSQL counts days and microseconds from 2000-01-01.
  private static final long EPOCH_DAY = LocalDate.of(2000, 1, 1).toEpochDay();

  private static final long EPOCH_SECOND = EPOCH_DAY * 86_400;

  private static final int NUMERIC_BASE = 10_000;

  /// Four before the decimal point, for 1e12, and one after it.
  private static final int AMOUNT_DIGITS = 5;

  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private byte[] bytes = new byte[1 << 16];
  private int length;
  private int rows;

  CopyRows() {
    clear();
  }

  /// Removes all rows and keeps the buffer.
  void clear() {
    System.arraycopy(SIGNATURE, 0, bytes, 0, SIGNATURE.length);
    Arrays.fill(bytes, SIGNATURE.length, SIGNATURE.length + FLAGS_AND_EXTENSION_BYTES, (byte) 0);
    length = SIGNATURE.length + FLAGS_AND_EXTENSION_BYTES;
    rows = 0;
  }

  int rows() {
    return rows;
  }

  /// The encoded bytes, up to [#length]. The end of the data needs no marker.
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  CopyRows row(int fields) {
    rows++;
    int at = reserved(Short.BYTES);
    SHORT.set(bytes, at, (short) fields);
    return this;
  }

  CopyRows uuid(UUID value) {
    if (value == null) {
      return absent();
    }
    int at = field(16);
    LONG.set(bytes, at, value.getMostSignificantBits());
    LONG.set(bytes, at + Long.BYTES, value.getLeastSignificantBits());
    return this;
  }

  CopyRows text(String value) {
    return value == null ? absent() : bytes(value.getBytes(UTF_8));
  }

  CopyRows bytes(byte[] value) {
    int at = field(value.length);
    System.arraycopy(value, 0, bytes, at, value.length);
    return this;
  }

  CopyRows date(LocalDate value) {
    if (value == null) {
      return absent();
    }
    int at = field(Integer.BYTES);
    INT.set(bytes, at, (int) (value.toEpochDay() - EPOCH_DAY));
    return this;
  }

  /// Writes an instant, truncated to the microsecond.
  CopyRows instant(Instant value) {
    long micros = (value.getEpochSecond() - EPOCH_SECOND) * 1_000_000 + value.getNano() / 1_000;
    return int8(micros);
  }

  CopyRows float8(double value) {
    return int8(Double.doubleToLongBits(value));
  }

  /// Writes an amount as `numeric`: digits to the base of 10,000, from the highest on.
  ///
  /// @param value 0 to 1e12, at the precision of [Amounts]
  CopyRows amount(double value) {
    int at = field((4 + AMOUNT_DIGITS) * Short.BYTES);
    SHORT.set(bytes, at, (short) AMOUNT_DIGITS);
    SHORT.set(bytes, at + Short.BYTES, (short) (AMOUNT_DIGITS - 2));
    SHORT.set(bytes, at + 2 * Short.BYTES, (short) 0);
    SHORT.set(bytes, at + 3 * Short.BYTES, (short) Amounts.DECIMALS);
    long left = Amounts.thousandths(value) * 10;
    for (int digit = AMOUNT_DIGITS - 1; digit >= 0; digit--) {
      SHORT.set(bytes, at + (4 + digit) * Short.BYTES, (short) (left % NUMERIC_BASE));
      left /= NUMERIC_BASE;
    }
    return this;
  }

  CopyRows int2(int value) {
    int at = field(Short.BYTES);
    SHORT.set(bytes, at, (short) value);
    return this;
  }

  CopyRows int4(int value) {
    int at = field(Integer.BYTES);
    INT.set(bytes, at, value);
    return this;
  }

  CopyRows int8(long value) {
    int at = field(Long.BYTES);
    LONG.set(bytes, at, value);
    return this;
  }

  CopyRows bool(boolean value) {
    int at = field(1);
    bytes[at] = (byte) (value ? 1 : 0);
    return this;
  }

  /// Writes a null field.
  CopyRows absent() {
    int at = reserved(Integer.BYTES);
    INT.set(bytes, at, ABSENT);
    return this;
  }

  private int field(int size) {
    int at = reserved(Integer.BYTES + size);
    INT.set(bytes, at, size);
    return at + Integer.BYTES;
  }

  /// Reserves bytes and returns their offset. It may replace the array: call it before reading the
  /// field.
  private int reserved(int size) {
    int at = length;
    length += size;
    if (length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length, bytes.length * 2));
    }
    return at;
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN)
        .withInvokeExactBehavior();
  }
}
