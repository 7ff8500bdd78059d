package com.upcoach.http;

import io.vertx.core.http.HttpHeaders;

/// Security headers of every response.
public final class ResponseSecurity {

  public static final CharSequence NOSNIFF_NAME =
      HttpHeaders.createOptimized("X-Content-Type-Options");

  /// Browsers must not guess the content type.
  public static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");

  public static final CharSequence TRANSPORT_NAME =
      HttpHeaders.createOptimized("Strict-Transport-Security");

  /// Browsers use TLS alone for this host for a year. Subdomains are not this server's to decide
  /// on.
  public static final CharSequence TRANSPORT = HttpHeaders.createOptimized("max-age=31536000");

  private ResponseSecurity() {}
}
