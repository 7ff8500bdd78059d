package com.upcoach.session;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/// The cookie in which browsers send the session's token.
///
/// Over TLS its name begins with `__Host-`: browsers then take it from this host alone, over TLS
/// alone, so that no other host of the same domain can set it. Without TLS no browser would take
/// such a name.
///
/// @see <a href="https://www.rfc-editor.org/rfc/rfc6265">RFC 6265, HTTP State Management</a>
public final class SessionCookie {

  private static final String NAME = "upcoach-session";
  private static final String SECURE_NAME = "__Host-" + NAME;

  private SessionCookie() {}

  /// The token in the cookie of a request.
  ///
  /// @param secure whether the client's connection is encrypted
  static Optional<String> token(HttpServerRequest request, boolean secure) {
    return Optional.ofNullable(request.getCookie(secure ? SECURE_NAME : NAME))
        .map(Cookie::getValue);
  }

  /// The value of the header `Set-Cookie` that has a browser keep the token.
  ///
  /// @param secure whether the client's connection is encrypted
  static String set(String token, Duration life, boolean secure) {
    return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
        .formatted(secure ? SECURE_NAME : NAME, token, life.toSeconds(), secure ? "; Secure" : "");
  }

  /// Whether a header `Cookie` may carry the session, however it is read.
  ///
  /// @param header one line of the header
  public static boolean mayBeIn(String header) {
    return header.contains(NAME);
  }
}
