package com.upcoach.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.Optional;

/// The normal form of request targets: one spelling for each path. Two parts of the server, or a
/// proxy in front, can therefore never interpret one request differently.
///
/// A path begins with `/` and has no empty, `.` or `..` segment. It contains only the characters of
/// RFC 3986 except `;`. Percent-encodings are in upper case, and encode neither unreserved nor
/// control characters, nor any of `/ \ ; %`. A query contains only the characters of RFC 3986,
/// brackets, and valid percent-encodings. All percent-encoded bytes are UTF-8. `java.net.URI` can
/// parse every target in normal form.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-6.2">RFC 3986, 6.2</a>
public final class RequestTarget {

  private static final int ASCII = 128;

  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  private static final String IN_SEGMENT = UNRESERVED + "!$&'()*+,=:@";

  private static final boolean[] SEGMENT = set(IN_SEGMENT);
  private static final boolean[] QUERY = set(IN_SEGMENT + ";/?[]");
  private static final boolean[] NEVER_ENCODED = set(UNRESERVED + "/\\;%");

  private static final String NOT_UTF_8 = "has percent-encoded bytes that are not UTF-8";

  private RequestTarget() {}

  private static boolean[] set(String members) {
    boolean[] set = new boolean[ASCII];
    members.chars().forEach(character -> set[character] = true);
    return set;
  }

  /// The reason why a target in origin form is not in normal form, as the end of the sentence "The
  /// request target …". Empty if the target is in normal form.
  ///
  /// @param target path and query as sent, one char for each byte
  public static Optional<String> fault(String target) {
    if (target.isEmpty() || target.charAt(0) != '/') {
      return Optional.of("does not begin with a slash");
    }
    int question = target.indexOf('?');
    int end = question < 0 ? target.length() : question;
    if (end == 1 && question < 0) {
      return Optional.empty();
    }
    Optional<String> ofPath = end == 1 ? Optional.empty() : faultOfPath(target, end);
    return ofPath.isEmpty() && question >= 0 ? faultOfQuery(target, question + 1) : ofPath;
  }

  /// The reason why a target in absolute form is not in normal form, or empty. Clients send this
  /// form to proxies. Its authority must equal the `Host` header.
  ///
  /// @param host the value of the header `Host`, or null
  public static Optional<String> faultOfAbsolute(String target, String host) {
    int slashes = target.indexOf("://");
    String scheme = slashes < 0 ? "" : target.substring(0, slashes).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return Optional.of("is neither a path nor an http address");
    }
    int authority = slashes + "://".length();
    int path = target.indexOf('/', authority);
    boolean isOfHost = path > authority && target.substring(authority, path).equalsIgnoreCase(host);
    return isOfHost
        ? fault(target.substring(path))
        : Optional.of("names another host than the Host header does");
  }

  private static Optional<String> faultOfPath(String target, int end) {
    int from = 1;
    boolean encoded = false;
    for (int at = 1; at <= end; at++) {
      char next = at == end ? '/' : target.charAt(at);
      if (next == '/') {
        Optional<String> fault = faultOfSegment(target, from, at);
        if (fault.isPresent()) {
          return fault;
        }
        from = at + 1;
      } else if (next == '%') {
        Optional<String> fault = faultOfEncodingInPath(target, at, end);
        if (fault.isPresent()) {
          return fault;
        }
        encoded = true;
        at += 2;
      } else if (next >= ASCII || !SEGMENT[next]) {
        return Optional.of("has a character in its path that is not allowed there");
      }
    }
    return encoded ? faultOfText(decoded(target, 0, end)) : Optional.empty();
  }

  private static Optional<String> faultOfText(Optional<String> decoded) {
    if (decoded.isEmpty()) {
      return Optional.of(NOT_UTF_8);
    }
    return decoded.get().chars().anyMatch(Character::isISOControl)
        ? Optional.of("has a percent-encoded control character in its path")
        : Optional.empty();
  }

  private static Optional<String> faultOfSegment(String target, int from, int to) {
    int length = to - from;
    if (length == 0) {
      return Optional.of("has an empty segment in its path, or ends with a slash");
    }
    boolean dots =
        (length == 1 && target.charAt(from) == '.')
            || (length == 2 && target.charAt(from) == '.' && target.charAt(from + 1) == '.');
    return dots ? Optional.of("has a . or .. segment in its path") : Optional.empty();
  }

  private static Optional<String> faultOfEncodingInPath(String target, int at, int end) {
    int code = code(target, at, end);
    if (code < 0) {
      return Optional.of("has an invalid percent-encoding");
    }
    boolean isLower =
        Character.isLowerCase(target.charAt(at + 1))
            || Character.isLowerCase(target.charAt(at + 2));
    return isLower || (code < ASCII && NEVER_ENCODED[code])
        ? Optional.of("has a percent-encoding in its path that is not allowed there")
        : Optional.empty();
  }

  private static Optional<String> faultOfQuery(String target, int from) {
    boolean encoded = false;
    for (int at = from; at < target.length(); at++) {
      char next = target.charAt(at);
      if (next == '%') {
        if (code(target, at, target.length()) < 0) {
          return Optional.of("has an invalid percent-encoding");
        }
        encoded = true;
        at += 2;
      } else if (next >= ASCII || !QUERY[next]) {
        return Optional.of("has a character in its query that is not allowed there");
      }
    }
    return encoded && decoded(target, from, target.length()).isEmpty()
        ? Optional.of(NOT_UTF_8)
        : Optional.empty();
  }

  /// Decodes the percent-encoded byte at an index.
  ///
  /// @return the byte, or -1 if the encoding is invalid
  private static int code(String target, int at, int end) {
    if (at + 2 >= end) {
      return -1;
    }
    int high = Character.digit(target.charAt(at + 1), 16);
    int low = Character.digit(target.charAt(at + 2), 16);
    boolean isAscii = target.charAt(at + 1) < ASCII && target.charAt(at + 2) < ASCII;
    return high < 0 || low < 0 || !isAscii ? -1 : high * 16 + low;
  }

  /// The percent-decoded text; empty if its bytes are not UTF-8.
  ///
  /// @param to the end index, exclusive; all percent-encodings before it are valid
  private static Optional<String> decoded(String target, int from, int to) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(to - from);
    for (int at = from; at < to; at++) {
      boolean isEncoded = target.charAt(at) == '%';
      bytes.write(isEncoded ? code(target, at, to) : target.charAt(at));
      at += isEncoded ? 2 : 0;
    }
    try {
      return Optional.of(
          UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray())).toString());
    } catch (CharacterCodingException wrong) {
      return Optional.empty();
    }
  }
}
