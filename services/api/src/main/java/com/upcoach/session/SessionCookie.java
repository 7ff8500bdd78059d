package com.upcoach.session;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;

/// The cookie in which browsers send the session token.
///
/// Over TLS its name begins with `__Host-`: browsers then accept it from this host over TLS only,
/// so that no other host of the same domain can set it. Without TLS browsers reject such a name.
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

  /// The value of the `Set-Cookie` header that stores the token in the browser.
  ///
  /// @param secure whether the client's connection is encrypted
  static String set(String token, Duration life, boolean secure) {
    return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
        .formatted(secure ? SECURE_NAME : NAME, token, life.toSeconds(), secure ? "; Secure" : "");
  }

  /// Whether a `Cookie` header may contain the session cookie; false positives are possible.
  ///
  /// @param header one line of the header
  public static boolean mayBeIn(String header) {
    return header.contains(NAME);
  }
}
