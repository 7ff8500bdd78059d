package com.upcoach.paging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.upcoach.input.Dates;
import com.upcoach.input.Parameters;
import com.upcoach.problem.InvalidRequest;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;

/// A place in a list: behind the item that has this key and id.
///
/// Its text is opaque to clients: base64url of a version, the mark of the list that it was given
/// for, the id and the key. It is not signed, as it is trusted with nothing: whoever makes one up
/// begins a page elsewhere in a list that it may read from the beginning.
///
/// @param key what the list is sorted by, in a form whose order by code points is that of the
/// values; empty where that is the id alone
/// @param id of the item
public record Cursor(String key, UUID id) implements Comparable<Cursor> {

  /// Of a text: room for a key of 1,500 bytes. No title, name or e-mail is longer than 762.
  private static final int LONGEST = 2_048;

  private static final byte VERSION = 1;
  private static final int HEAD_BYTES = 1 + Integer.BYTES + 2 * Long.BYTES;

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private static final int MICROSECONDS = 27;
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /// Before the first item of a list sorted by id or by an instant, whichever it is.
  public static final Cursor BEFORE_ALL = at(Instant.parse("0001-01-01T00:00:00Z"), new UUID(0, 0));

  /// Past its last.
  public static final Cursor PAST_ALL =
      at(Instant.parse("9999-12-31T23:59:59.999999Z"), new UUID(-1, -1));

  /// In a list sorted by id.
  public static Cursor at(UUID id) {
    return new Cursor("", id);
  }

  /// @param key to the microsecond, in the years 1 to 9999
  public static Cursor at(Instant key, UUID id) {
    return new Cursor(INSTANT.format(LocalDateTime.ofInstant(key, ZoneOffset.UTC)), id);
  }

  public static Cursor at(LocalDate key, UUID id) {
    return new Cursor(key.toString(), id);
  }

  /// As the client gets it.
  public String text(ListFingerprint list) {
    byte[] bytes = key.getBytes(UTF_8);
    return ENCODER.encodeToString(
        ByteBuffer.allocate(HEAD_BYTES + bytes.length)
            .put(VERSION)
            .putInt(list.mark())
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .put(bytes)
            .array());
  }

  /// The cursor that a client has sent.
  ///
  /// @param name of the parameter
  /// @throws InvalidRequest where it is none, or one of another list
  public static Cursor parse(String name, String text, ListFingerprint list) {
    ByteBuffer bytes = ByteBuffer.wrap(decoded(name, text));
    if (bytes.remaining() < HEAD_BYTES || bytes.get() != VERSION) {
      throw unknown(name);
    }
    ListFingerprint given = new ListFingerprint(bytes.getInt());
    UUID id = new UUID(bytes.getLong(), bytes.getLong());
    Cursor cursor = new Cursor(UTF_8.decode(bytes).toString(), id);
    // Also finds what is not in the one form that this server gives.
    if (!cursor.text(given).equals(text) || cursor.key.indexOf('\0') >= 0) {
      throw unknown(name);
    }
    if (!given.equals(list)) {
      throw Parameters.invalid(
          name, "is of another list, sort or filter; leave it out to begin this list");
    }
    return cursor;
  }

  private static byte[] decoded(String name, String text) {
    if (text.length() > LONGEST) {
      throw unknown(name);
    }
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException noBase64) {
      throw unknown(name);
    }
  }

  /// The refusal of a cursor that nobody was given.
  public static InvalidRequest unknown(String name) {
    return Parameters.invalid(name, "must be one that this server has given");
  }

  /// The key of a list sorted by an instant.
  public Instant instant() {
    return read(
        text -> {
          if (text.length() != MICROSECONDS) {
            throw new DateTimeException(text);
          }
          return LocalDateTime.parse(text, INSTANT).toInstant(ZoneOffset.UTC);
        });
  }

  /// The key of a list sorted by a day.
  public LocalDate day() {
    return read(Dates::parse);
  }

  /// The key as something else.
  ///
  /// @param reading throws [IllegalArgumentException] or [DateTimeException] where it is none
  /// @throws InvalidRequest then
  public <T> T read(Function<String, T> reading) {
    try {
      return reading.apply(key);
    } catch (IllegalArgumentException | DateTimeException wrong) {
      throw unknown("cursor");
    }
  }

  /// In the order of code points, as UTF-8 has it and the database's collation `C`; then by id.
  @Override
  public int compareTo(Cursor other) {
    int keys = byCodePoints(key, other.key);
    return keys == 0 ? id.toString().compareTo(other.id.toString()) : keys;
  }

  private static int byCodePoints(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    for (int place = 0; place < shorter; place++) {
      if (one.charAt(place) != other.charAt(place)) {
        return Integer.compare(one.codePointAt(place), other.codePointAt(place));
      }
    }
    return Integer.compare(one.length(), other.length());
  }
}
