package com.upcoach.route;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The maximum body size of a route. A route without this annotation has [Size#DEFAULT].
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface BodyLimit {

  Size value();

  /// The size classes of bodies. The server's settings define the bytes of some of them.
  enum Size {
    /// The setting `body-limit-bytes`.
    DEFAULT,
    /// 4 KiB: an e-mail and a password, sent by anonymous callers.
    CREDENTIALS,
    /// 256 KiB: several GraphQL operations, each with its document and variables.
    GRAPHQL,
    /// The setting `import-limit-bytes`.
    IMPORT
  }
}
