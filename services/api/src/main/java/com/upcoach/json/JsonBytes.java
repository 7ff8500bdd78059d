package com.upcoach.json;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// A JSON writer that encodes UTF-8 directly into bytes, for the most frequent responses. Its
/// output equals Jackson's with the server's number format, byte for byte. It allocates only the
/// response, except for numbers with more than four decimals.
///
/// The writer adds the commas. The caller must call the other methods in an order that results in
/// JSON, and pair every [#object] and [#array] with its end. With a [Selection], the writer omits
/// all other fields.
public final class JsonBytes {

  /// Maximum size of a buffer that is reused. Most responses are far smaller.
  private static final int MAX_REUSED = 64 * 1024;

  private static final int INITIAL_SIZE = 4 * 1024;

  /// A reusable writer for each thread, absent while it is in use.
  private static final ThreadLocal<JsonBytes> REUSABLE = new ThreadLocal<>();

  private static final byte[] HEX = ascii("0123456789abcdef");
  private static final byte[] NULL = ascii("null");
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final byte[] MIN_LONG = ascii("-9223372036854775808");

  private static final int MAX_NUMBER_LENGTH = 20;
  private static final int MAX_INSTANT_LENGTH = 32;

  /// Every integer up to this one is exact as a double.
  private static final double MAX_EXACT_INTEGER = 1L << 53;

  /// Between these, Java writes a double without an exponent.
  private static final double MIN_PLAIN = 1e-3;

  private static final double PLAIN_LIMIT = 1e7;
  private static final long DECIMAL_SCALE = 10_000;

  private static final int SECONDS_PER_DAY = 86_400;
  private static final int LAST_FOUR_DIGIT_YEAR = 9999;
  private static final long FIRST_SECOND = LocalDate.of(0, 1, 1).toEpochDay() * SECONDS_PER_DAY;
  private static final long SECOND_LIMIT =
      LocalDate.of(LAST_FOUR_DIGIT_YEAR + 1, 1, 1).toEpochDay() * SECONDS_PER_DAY;

  private byte[] bytes = new byte[INITIAL_SIZE];
  private int size;

  /// Null if all fields are selected.
  private SelectionFilter filter;

  private JsonBytes() {}

  /// The JSON of a value.
  public static <T> byte[] of(T value, JsonWriter<T> writer) {
    return of(value, writer, Selection.WHOLE);
  }

  /// The JSON of the selected fields of a value.
  static <T> byte[] of(T value, JsonWriter<T> writer, Selection selection) {
    JsonBytes reusable = REUSABLE.get();
    REUSABLE.set(null);
    JsonBytes json = reusable == null ? new JsonBytes() : reusable;
    json.size = 0;
    json.filter = selection.isWhole() ? null : new SelectionFilter(selection);
    writer.write(json, value);
    byte[] result = Arrays.copyOf(json.bytes, json.size);
    if (json.bytes.length <= MAX_REUSED) {
      REUSABLE.set(json);
    }
    return result;
  }

  public JsonBytes object() {
    if (filter != null) {
      filter.object();
    }
    comma(1);
    return put('{');
  }

  public JsonBytes endObject() {
    if (filter != null) {
      size = filter.endObject(size);
    }
    ensureCapacity(1);
    return put('}');
  }

  public JsonBytes array() {
    comma(1);
    return put('[');
  }

  public JsonBytes endArray() {
    ensureCapacity(1);
    return put(']');
  }

  /// Writes the name of the next value.
  public JsonBytes name(JsonWord name) {
    if (filter != null) {
      size = filter.name(name, size);
    }
    comma(name.quoted.length + 1);
    return put(name.quoted).put(':');
  }

  /// Writes a constant text.
  ///
  /// @param word or null
  public JsonBytes word(JsonWord word) {
    if (word == null) {
      return nullValue();
    }
    comma(word.quoted.length);
    return put(word.quoted);
  }

  /// Writes a value with a writer.
  ///
  /// @param value or null
  public <T> JsonBytes value(T value, JsonWriter<? super T> writer) {
    if (value == null || isMuted()) {
      return nullValue();
    }
    writer.write(this, value);
    return this;
  }

  /// Writes a list of values with a writer, in their order.
  ///
  public <T> JsonBytes values(List<T> values, JsonWriter<? super T> writer) {
    if (isMuted()) {
      return nullValue();
    }
    array();
    for (T value : values) {
      writer.write(this, value);
    }
    return endArray();
  }

  /// Writes a value that is already encoded as JSON.
  public JsonBytes raw(byte[] json) {
    comma(json.length);
    return put(json);
  }

  public JsonBytes nullValue() {
    comma(NULL.length);
    return put(NULL);
  }

  public JsonBytes flag(boolean flag) {
    comma(FALSE.length);
    return put(flag ? TRUE : FALSE);
  }

  /// Writes a text. Characters beyond `\uffff` become two escapes, as with Jackson.
  ///
  /// @param text any text, or null; a lone surrogate becomes `�`
  public JsonBytes text(String text) {
    if (text == null) {
      return nullValue();
    }
    comma(JsonText.maxLength(text));
    size = JsonText.write(text, bytes, size);
    return this;
  }

  public JsonBytes number(long number) {
    comma(MAX_NUMBER_LENGTH);
    digits(number);
    return this;
  }

  /// Writes a number: an integer as `1` rather than `1.0`, and a number that is not finite in
  /// quotes.
  public JsonBytes number(double number) {
    if (number == Math.rint(number) && Math.abs(number) <= MAX_EXACT_INTEGER) {
      return number((long) number);
    }
    double size = Math.abs(number);
    long shifted = Math.round(size * DECIMAL_SCALE);
    // Different decimals of at most 15 digits are different doubles, so this form is the shortest.
    if (size >= MIN_PLAIN && size < PLAIN_LIMIT && (double) shifted / DECIMAL_SCALE == size) {
      return decimal(number < 0, shifted);
    }
    return Double.isFinite(number)
        ? ascii(Double.toString(number), false)
        : ascii(Double.toString(number), true);
  }

  /// Writes a UUID in lower case.
  ///
  /// @param id or null
  public JsonBytes id(UUID id) {
    if (id == null) {
      return nullValue();
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

  /// Writes a date as `2026-11-23`.
  ///
  /// @param day or null
  public JsonBytes date(LocalDate day) {
    if (day == null) {
      return nullValue();
    }
    if (day.getYear() < 0 || day.getYear() > LAST_FOUR_DIGIT_YEAR) {
      return ascii(day.toString(), true);
    }
    comma(MAX_INSTANT_LENGTH);
    put('"');
    calendar(day);
    return put('"');
  }

  /// Writes an instant in UTC as `2026-11-23T10:15:30Z`, with three, six or nine decimals if the
  /// second has a fraction.
  ///
  /// @param instant or null
  public JsonBytes instant(Instant instant) {
    if (instant == null) {
      return nullValue();
    }
    long second = instant.getEpochSecond();
    if (second < FIRST_SECOND || second >= SECOND_LIMIT) {
      return ascii(instant.toString(), true);
    }
    comma(MAX_INSTANT_LENGTH);
    put('"');
    calendar(LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_PER_DAY)));
    put('T');
    int ofDay = Math.floorMod(second, SECONDS_PER_DAY);
    padded(ofDay / 3600, 2);
    put(':');
    padded(ofDay / 60 % 60, 2);
    put(':');
    padded(ofDay % 60, 2);
    fraction(instant.getNano());
    return put('Z').put('"');
  }

  /// Whether the current value is not selected and will be removed, so any value will do.
  private boolean isMuted() {
    return filter != null && filter.isMuted();
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

  /// Writes a number with up to four decimals.
  ///
  /// @param shifted the absolute value times [#DECIMAL_SCALE]; not a multiple of it
  private JsonBytes decimal(boolean negative, long shifted) {
    comma(MAX_NUMBER_LENGTH);
    if (negative) {
      put('-');
    }
    digits(shifted / DECIMAL_SCALE);
    put('.');
    int rest = (int) (shifted % DECIMAL_SCALE);
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
      put(MIN_LONG);
      return;
    }
    if (number < 0) {
      put('-');
    }
    long rest = Math.abs(number);
    int count = 1;
    for (long over = rest / 10; over > 0; over /= 10) {
      count++;
    }
    int at = size + count;
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

  /// Writes text that needs no escaping.
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

  /// Ensures capacity for a name or value, and writes a comma before it if one is needed.
  ///
  /// @param length maximum bytes of the name or value
  private void comma(int length) {
    ensureCapacity(Math.addExact(length, 1));
    if (size > 0) {
      byte last = bytes[size - 1];
      if (last != '{' && last != '[' && last != ':') {
        put(',');
      }
    }
  }

  private void ensureCapacity(int added) {
    if (bytes.length - size < added) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, added)));
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
