package com.upcoach.http;

import io.vertx.core.http.HttpHeaders;

/// The headers with which every answer tells browsers how to handle the server's content.
public final class ResponseSecurity {

  public static final CharSequence NOSNIFF_NAME =
      HttpHeaders.createOptimized("X-Content-Type-Options");

  /// The content type is what the answer says, never what its bytes look like.
  public static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");

  public static final CharSequence TRANSPORT_NAME =
      HttpHeaders.createOptimized("Strict-Transport-Security");

  /// For a year no request goes to this host without TLS. Other hosts below its name are not for
  /// this server to decide on.
  public static final CharSequence TRANSPORT = HttpHeaders.createOptimized("max-age=31536000");

  private ResponseSecurity() {}
}
