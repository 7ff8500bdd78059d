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

/// A pagination cursor: the position in a list after the item with this key and id (keyset
/// pagination).
///
/// Its text is opaque to clients: base64url of a version, the fingerprint of the list, the id and
/// the key. It needs no signature: a forged cursor only begins a page elsewhere in a list that the
/// client may read anyway.
///
/// @param key the sort key, in a form whose order by code points is the order of the values; empty
///     if the list is sorted by id alone
/// @param id of the item
public record Cursor(String key, UUID id) implements Comparable<Cursor> {

  /// Maximum length of the text, enough for a key of 1,500 bytes. No title, name or e-mail is
  /// longer than 762.
  private static final int MAX_LENGTH = 2_048;

  private static final byte VERSION = 1;
  private static final int HEAD_BYTES = 1 + Integer.BYTES + 2 * Long.BYTES;

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private static final int INSTANT_LENGTH = 27;
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /// A position before every item of a list sorted by id or by an instant.
  public static final Cursor BEFORE_ALL = at(Instant.parse("0001-01-01T00:00:00Z"), new UUID(0, 0));

  /// A position after every item of such a list.
  public static final Cursor AFTER_ALL =
      at(Instant.parse("9999-12-31T23:59:59.999999Z"), new UUID(-1, -1));

  /// A position in a list sorted by id.
  public static Cursor at(UUID id) {
    return new Cursor("", id);
  }

  /// A position in a list sorted by an instant.
  ///
  /// @param key to the microsecond, in the years 1 to 9999
  public static Cursor at(Instant key, UUID id) {
    return new Cursor(INSTANT.format(LocalDateTime.ofInstant(key, ZoneOffset.UTC)), id);
  }

  /// A position in a list sorted by a date.
  public static Cursor at(LocalDate key, UUID id) {
    return new Cursor(key.toString(), id);
  }

  /// The text for the client.
  public String text(ListFingerprint list) {
    byte[] bytes = key.getBytes(UTF_8);
    return ENCODER.encodeToString(
        ByteBuffer.allocate(HEAD_BYTES + bytes.length)
            .put(VERSION)
            .putInt(list.value())
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .put(bytes)
            .array());
  }

  /// Parses the cursor that a client sent.
  ///
  /// @param name of the parameter
  /// @throws InvalidRequest if the text is no cursor, or belongs to another list
  public static Cursor parse(String name, String text, ListFingerprint list) {
    ByteBuffer bytes = ByteBuffer.wrap(decoded(name, text));
    if (bytes.remaining() < HEAD_BYTES || bytes.get() != VERSION) {
      throw unknown(name);
    }
    ListFingerprint fingerprint = new ListFingerprint(bytes.getInt());
    UUID id = new UUID(bytes.getLong(), bytes.getLong());
    Cursor cursor = new Cursor(UTF_8.decode(bytes).toString(), id);
    // Also refuses every spelling other than the server's own.
    if (!cursor.text(fingerprint).equals(text) || cursor.key.indexOf('\0') >= 0) {
      throw unknown(name);
    }
    if (!fingerprint.equals(list)) {
      throw Parameters.invalid(
          name, "belongs to another list, sort order or filter; omit it to begin this list");
    }
    return cursor;
  }

  private static byte[] decoded(String name, String text) {
    if (text.length() > MAX_LENGTH) {
      throw unknown(name);
    }
    try {
      return Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException noBase64) {
      throw unknown(name);
    }
  }

  /// The refusal of a text that is no cursor of this server.
  public static InvalidRequest unknown(String name) {
    return Parameters.invalid(name, "must be a cursor from an earlier response");
  }

  /// The key of a list sorted by an instant.
  public Instant instant() {
    return read(
        text -> {
          if (text.length() != INSTANT_LENGTH) {
            throw new DateTimeException(text);
          }
          return LocalDateTime.parse(text, INSTANT).toInstant(ZoneOffset.UTC);
        });
  }

  /// The key of a list sorted by a date.
  public LocalDate day() {
    return read(Dates::parse);
  }

  /// The key, parsed.
  ///
  /// @param parser throws [IllegalArgumentException] or [DateTimeException] for an invalid key
  /// @throws InvalidRequest if the key is invalid
  public <T> T read(Function<String, T> parser) {
    try {
      return parser.apply(key);
    } catch (IllegalArgumentException | DateTimeException wrong) {
      throw unknown("cursor");
    }
  }

  /// Compares by code points, like UTF-8 and the database's collation `C`, then by id.
  @Override
  public int compareTo(Cursor other) {
    int keys = byCodePoints(key, other.key);
    return keys == 0 ? id.toString().compareTo(other.id.toString()) : keys;
  }

  private static int byCodePoints(String one, String other) {
    int shorter = Math.min(one.length(), other.length());
    for (int i = 0; i < shorter; i++) {
      if (one.charAt(i) != other.charAt(i)) {
        return Integer.compare(one.codePointAt(i), other.codePointAt(i));
      }
    }
    return Integer.compare(one.length(), other.length());
  }
}
