package com.upcoach.route;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The largest body that a route takes. A route without it takes [Size#USUAL].
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface BodyLimit {

  Size value();

  /// The limits that there are; the server's settings say how many bytes some of them have.
  enum Size {
    /// The setting `body-limit-bytes`.
    USUAL,
    /// 4 KiB: an e-mail and a password, which anonymous callers may send.
    CREDENTIALS,
    /// 256 KiB: several GraphQL operations, each with its document and variables.
    GRAPHQL,
    /// The setting `import-limit-bytes`.
    IMPORT
  }
}
