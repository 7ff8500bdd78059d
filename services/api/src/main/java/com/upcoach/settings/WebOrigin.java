package com.upcoach.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The origin of a web page: scheme, host and port.
///
/// @param scheme `http` or `https`
/// @param host in lower case
/// @param port the default port of the scheme where the text has none
/// @see <a href="https://www.rfc-editor.org/rfc/rfc6454">RFC 6454, The Web Origin Concept</a>
public record WebOrigin(String scheme, String host, int port) {

  private static final Pattern ORIGIN =
      Pattern.compile("(https?)://([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::(\\d{1,5}))?");
  private static final Pattern HOST =
      Pattern.compile("([a-z0-9._-]+|\\[[0-9a-f:.]+])(?::(\\d{1,5}))?");

  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /// Parses an origin as browsers write it, `https://app.example.org`.
  public static Optional<WebOrigin> parse(String text) {
    Matcher matched = ORIGIN.matcher(text.toLowerCase(Locale.ROOT));
    return matched.matches()
        ? Optional.of(
            new WebOrigin(
                matched.group(1), matched.group(2), port(matched.group(1), matched.group(3))))
        : Optional.empty();
  }

  /// Parses comma-separated origins; blank text is an empty list.
  ///
  /// @return empty where an entry is not an origin
  public static Optional<List<WebOrigin>> parseAll(String text) {
    List<WebOrigin> origins = new ArrayList<>();
    for (String entry : text.isBlank() ? new String[0] : text.split(",", -1)) {
      Optional<WebOrigin> origin = parse(entry.strip());
      if (origin.isEmpty()) {
        return Optional.empty();
      }
      origins.add(origin.get());
    }
    return Optional.of(List.copyOf(origins));
  }

  /// Whether a `Host` header names the host and port of this origin.
  public boolean isAt(String hostHeader) {
    Matcher matched = HOST.matcher(hostHeader.toLowerCase(Locale.ROOT));
    return matched.matches()
        && matched.group(1).equals(host)
        && port(scheme, matched.group(2)) == port;
  }

  private static int port(String scheme, String written) {
    if (written != null) {
      return Integer.parseInt(written);
    }
    return scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
  }
}
