package com.upcoach.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Locale;
import java.util.Optional;

/// The normal form of request targets: one spelling for each path, so that no two parts of the
/// server, and no proxy in front, can take one request for two different ones.
///
/// A path begins with `/`, has no empty, `.` or `..` segment, holds only the characters of RFC 3986
/// but `;`, and has a percent-encoding only where it needs one: in upper case, of a character that
/// is not unreserved, no control character, and none of `/ \ ; %`. A query holds only
/// the characters of RFC 3986, brackets, and valid percent-encodings. All percent-encoded bytes are
/// UTF-8. What is in normal form, `java.net.URI` can read.
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
    members.chars().forEach(one -> set[one] = true);
    return set;
  }

  /// The reason why a target in origin form is not in normal form, to end the sentence "The
  /// request target …"; empty where it is.
  ///
  /// @param target path and query as they were sent, one char for each byte
  public static Optional<String> fault(String target) {
    if (target.isEmpty() || target.charAt(0) != '/') {
      return Optional.of("does not begin with a slash");
    }
    int mark = target.indexOf('?');
    int end = mark < 0 ? target.length() : mark;
    if (end == 1 && mark < 0) {
      return Optional.empty();
    }
    Optional<String> ofPath = end == 1 ? Optional.empty() : faultOfPath(target, end);
    return ofPath.isEmpty() && mark >= 0 ? faultOfQuery(target, mark + 1) : ofPath;
  }

  /// The same for a target in absolute form, which clients send to proxies: its authority must be
  /// the host that the request names.
  ///
  /// @param host the header `Host`, or null
  public static Optional<String> faultOfAbsolute(String target, String host) {
    int slashes = target.indexOf("://");
    String scheme = slashes < 0 ? "" : target.substring(0, slashes).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return Optional.of("is no path and no address");
    }
    int authority = slashes + "://".length();
    int path = target.indexOf('/', authority);
    boolean isOfHost = path > authority && target.substring(authority, path).equalsIgnoreCase(host);
    return isOfHost
        ? fault(target.substring(path))
        : Optional.of("is an address of another host than the header Host names");
  }

  private static Optional<String> faultOfPath(String target, int end) {
    int from = 1;
    boolean encoded = false;
    for (int at = 1; at <= end; at++) {
      char one = at == end ? '/' : target.charAt(at);
      if (one == '/') {
        Optional<String> fault = faultOfSegment(target, from, at);
        if (fault.isPresent()) {
          return fault;
        }
        from = at + 1;
      } else if (one == '%') {
        Optional<String> fault = faultOfEncodingInPath(target, at, end);
        if (fault.isPresent()) {
          return fault;
        }
        encoded = true;
        at += 2;
      } else if (one >= ASCII || !SEGMENT[one]) {
        return Optional.of("has a character in its path that does not belong there");
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
      return Optional.of("has a broken percent-encoding");
    }
    boolean isLower =
        Character.isLowerCase(target.charAt(at + 1))
            || Character.isLowerCase(target.charAt(at + 2));
    return isLower || (code < ASCII && NEVER_ENCODED[code])
        ? Optional.of("has a percent-encoding in its path that does not belong there")
        : Optional.empty();
  }

  private static Optional<String> faultOfQuery(String target, int from) {
    boolean encoded = false;
    for (int at = from; at < target.length(); at++) {
      char one = target.charAt(at);
      if (one == '%') {
        if (code(target, at, target.length()) < 0) {
          return Optional.of("has a broken percent-encoding");
        }
        encoded = true;
        at += 2;
      } else if (one >= ASCII || !QUERY[one]) {
        return Optional.of("has a character in its query that does not belong there");
      }
    }
    return encoded && decoded(target, from, target.length()).isEmpty()
        ? Optional.of(NOT_UTF_8)
        : Optional.empty();
  }

  /// @return the byte that is encoded at a place, or -1 where the encoding is broken
  private static int code(String target, int at, int end) {
    if (at + 2 >= end) {
      return -1;
    }
    int high = Character.digit(target.charAt(at + 1), 16);
    int low = Character.digit(target.charAt(at + 2), 16);
    boolean isAscii = target.charAt(at + 1) < ASCII && target.charAt(at + 2) < ASCII;
    return high < 0 || low < 0 || !isAscii ? -1 : high * 16 + low;
  }

  /// The text that is encoded; empty where its bytes are not UTF-8.
  ///
  /// @param to behind the last of the chars, whose percent-encodings are not broken
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
