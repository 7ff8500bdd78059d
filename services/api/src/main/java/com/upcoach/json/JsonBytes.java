package com.upcoach.json;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// Writes JSON as UTF-8 straight into bytes, for the answers that are asked for most: byte for
/// byte what Jackson writes with the server's form of numbers. Nothing is left to the garbage
/// collector but the answer, save for numbers with more than four decimals.
///
/// It puts the commas; that names, values and ends come in an order that makes JSON is up to the
/// caller, who pairs every [#object] and [#array] with its end. Where a [Selection] is wanted, it
/// leaves out by itself what is not.
public final class JsonBytes {

  /// Answers are mostly far smaller. What has grown beyond is not kept for the next one.
  private static final int MOST_KEPT = 64 * 1024;

  private static final int FIRST_SIZE = 4 * 1024;

  /// One for each thread, absent while it is in use.
  private static final ThreadLocal<JsonBytes> KEPT = new ThreadLocal<>();

  private static final byte[] HEX = ascii("0123456789abcdef");
  private static final byte[] NULL = ascii("null");
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final byte[] LEAST_LONG = ascii("-9223372036854775808");

  private static final int LONGEST_NUMBER = 20;
  private static final int LONGEST_INSTANT = 32;

  /// Every whole number up to here is exact as a double.
  private static final double LARGEST_WHOLE = 1L << 53;

  /// Between these, Java writes a double without an exponent.
  private static final double LEAST_PLAIN = 1e-3;

  private static final double PAST_PLAIN = 1e7;
  private static final long DECIMALS = 10_000;

  private static final int SECONDS_A_DAY = 86_400;
  private static final int LAST_YEAR_OF_FOUR_DIGITS = 9999;
  private static final long FIRST_SECOND = LocalDate.of(0, 1, 1).toEpochDay() * SECONDS_A_DAY;
  private static final long PAST_SECOND =
      LocalDate.of(LAST_YEAR_OF_FOUR_DIGITS + 1, 1, 1).toEpochDay() * SECONDS_A_DAY;

  private byte[] bytes = new byte[FIRST_SIZE];
  private int size;

  /// Null where all is wanted.
  private SelectionFilter selecting;

  private JsonBytes() {}

  /// The JSON of a value.
  public static <T> byte[] of(T value, JsonWriter<T> writer) {
    return of(value, writer, Selection.WHOLE);
  }

  /// The JSON of what is wanted of a value.
  static <T> byte[] of(T value, JsonWriter<T> writer, Selection wanted) {
    JsonBytes kept = KEPT.get();
    KEPT.set(null);
    JsonBytes json = kept == null ? new JsonBytes() : kept;
    json.size = 0;
    json.selecting = wanted.isWhole() ? null : new SelectionFilter(wanted);
    writer.write(json, value);
    byte[] whole = Arrays.copyOf(json.bytes, json.size);
    if (json.bytes.length <= MOST_KEPT) {
      KEPT.set(json);
    }
    return whole;
  }

  public JsonBytes object() {
    if (selecting != null) {
      selecting.object();
    }
    comma(1);
    return put('{');
  }

  public JsonBytes endObject() {
    if (selecting != null) {
      size = selecting.endObject(size);
    }
    room(1);
    return put('}');
  }

  public JsonBytes array() {
    comma(1);
    return put('[');
  }

  public JsonBytes endArray() {
    room(1);
    return put(']');
  }

  /// The name of the next value.
  public JsonBytes name(JsonWord name) {
    if (selecting != null) {
      size = selecting.name(name, size);
    }
    comma(name.quoted.length + 1);
    return put(name.quoted).put(':');
  }

  /// @param word a word that is known beforehand, or null
  public JsonBytes word(JsonWord word) {
    if (word == null) {
      return nothing();
    }
    comma(word.quoted.length);
    return put(word.quoted);
  }

  /// @param value written by the writer, or null
  public <T> JsonBytes value(T value, JsonWriter<? super T> writer) {
    if (value == null || isMuted()) {
      return nothing();
    }
    writer.write(this, value);
    return this;
  }

  /// @param values each written by the writer, in their order
  public <T> JsonBytes values(List<T> values, JsonWriter<? super T> writer) {
    if (isMuted()) {
      return nothing();
    }
    array();
    for (T value : values) {
      writer.write(this, value);
    }
    return endArray();
  }

  /// @param json a value that is JSON already
  public JsonBytes written(byte[] json) {
    comma(json.length);
    return put(json);
  }

  public JsonBytes nothing() {
    comma(NULL.length);
    return put(NULL);
  }

  public JsonBytes flag(boolean flag) {
    comma(FALSE.length);
    return put(flag ? TRUE : FALSE);
  }

  /// Characters beyond `\uffff` go as two escapes, as Jackson has it.
  ///
  /// @param text any text, or null; half a surrogate pair becomes `�`
  public JsonBytes text(String text) {
    if (text == null) {
      return nothing();
    }
    comma(JsonText.most(text));
    size = JsonText.write(text, bytes, size);
    return this;
  }

  /// @param number also any long
  public JsonBytes number(long number) {
    comma(LONGEST_NUMBER);
    digits(number);
    return this;
  }

  /// Whole numbers as such: `1` rather than `1.0`. What is not finite goes in quotes.
  public JsonBytes number(double number) {
    if (number == Math.rint(number) && Math.abs(number) <= LARGEST_WHOLE) {
      return number((long) number);
    }
    double size = Math.abs(number);
    long shifted = Math.round(size * DECIMALS);
    // No two decimals of at most 15 digits are the same double, so this one is the shortest.
    if (size >= LEAST_PLAIN && size < PAST_PLAIN && (double) shifted / DECIMALS == size) {
      return decimal(number < 0, shifted);
    }
    return Double.isFinite(number)
        ? ascii(Double.toString(number), false)
        : ascii(Double.toString(number), true);
  }

  /// @param id in its usual lower-case form, or null
  public JsonBytes id(UUID id) {
    if (id == null) {
      return nothing();
    }
    comma(38);
    long high = id.getMostSignificantBits();
    long low = id.getLeastSignificantBits();
    put('"');
    hex(high >>> 32, 8);
    put('-');
    hex(high >>> 16, 4);
    put('-');
    hex(high, 4);
    put('-');
    hex(low >>> 48, 4);
    put('-');
    hex(low, 12);
    return put('"');
  }

  /// @param day as `2026-11-23`, or null
  public JsonBytes date(LocalDate day) {
    if (day == null) {
      return nothing();
    }
    if (day.getYear() < 0 || day.getYear() > LAST_YEAR_OF_FOUR_DIGITS) {
      return ascii(day.toString(), true);
    }
    comma(LONGEST_INSTANT);
    put('"');
    calendar(day);
    return put('"');
  }

  /// @param instant in UTC, as `2026-11-23T10:15:30Z`, with three, six or nine decimals where
  ///     the second has a fraction; or null
  public JsonBytes instant(Instant instant) {
    if (instant == null) {
      return nothing();
    }
    long second = instant.getEpochSecond();
    if (second < FIRST_SECOND || second >= PAST_SECOND) {
      return ascii(instant.toString(), true);
    }
    comma(LONGEST_INSTANT);
    put('"');
    calendar(LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_A_DAY)));
    put('T');
    int ofDay = Math.floorMod(second, SECONDS_A_DAY);
    padded(ofDay / 3600, 2);
    put(':');
    padded(ofDay / 60 % 60, 2);
    put(':');
    padded(ofDay % 60, 2);
    fraction(instant.getNano());
    return put('Z').put('"');
  }

  /// Whether nobody will see what is written now; anything will do in its place.
  private boolean isMuted() {
    return selecting != null && selecting.isMuted();
  }

  private void calendar(LocalDate day) {
    padded(day.getYear(), 4);
    put('-');
    padded(day.getMonthValue(), 2);
    put('-');
    padded(day.getDayOfMonth(), 2);
  }

  private void fraction(int nanos) {
    if (nanos == 0) {
      return;
    }
    put('.');
    if (nanos % 1_000_000 == 0) {
      padded(nanos / 1_000_000, 3);
    } else if (nanos % 1_000 == 0) {
      padded(nanos / 1_000, 6);
    } else {
      padded(nanos, 9);
    }
  }

  /// @param shifted the number's size times [#DECIMALS], not whole when divided by it again
  private JsonBytes decimal(boolean negative, long shifted) {
    comma(LONGEST_NUMBER);
    if (negative) {
      put('-');
    }
    digits(shifted / DECIMALS);
    put('.');
    int rest = (int) (shifted % DECIMALS);
    int places = 4;
    while (rest % 10 == 0) {
      rest /= 10;
      places--;
    }
    padded(rest, places);
    return this;
  }

  private void digits(long number) {
    if (number == Long.MIN_VALUE) {
      put(LEAST_LONG);
      return;
    }
    if (number < 0) {
      put('-');
    }
    long rest = Math.abs(number);
    int many = 1;
    for (long over = rest / 10; over > 0; over /= 10) {
      many++;
    }
    int at = size + many;
    size = at;
    do {
      bytes[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
  }

  private void padded(int number, int places) {
    int rest = number;
    for (int at = size + places - 1; at >= size; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += places;
  }

  private void hex(long number, int places) {
    for (int shift = 4 * (places - 1); shift >= 0; shift -= 4) {
      bytes[size++] = HEX[(int) (number >>> shift) & 0xf];
    }
  }

  /// Text that needs no escaping.
  private JsonBytes ascii(String text, boolean quoted) {
    comma(text.length() + 2);
    if (quoted) {
      put('"');
    }
    for (int i = 0; i < text.length(); i++) {
      put(text.charAt(i));
    }
    if (quoted) {
      put('"');
    }
    return this;
  }

  private static byte[] ascii(String text) {
    byte[] ascii = new byte[text.length()];
    for (int i = 0; i < ascii.length; i++) {
      ascii[i] = (byte) text.charAt(i);
    }
    return ascii;
  }

  /// Makes room for a name or value of so many bytes, and puts a comma before it unless it is
  /// the first of its kind, or the value of a name.
  private void comma(int many) {
    room(Math.addExact(many, 1));
    if (size > 0) {
      byte last = bytes[size - 1];
      if (last != '{' && last != '[' && last != ':') {
        put(',');
      }
    }
  }

  private void room(int many) {
    if (bytes.length - size < many) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, many)));
    }
  }

  private JsonBytes put(char ascii) {
    bytes[size++] = (byte) ascii;
    return this;
  }

  private JsonBytes put(byte[] all) {
    System.arraycopy(all, 0, bytes, size, all.length);
    size += all.length;
    return this;
  }
}
