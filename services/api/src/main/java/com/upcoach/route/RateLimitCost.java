package com.upcoach.route;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The number of rate-limit tokens that one request to a route takes from its client's bucket. A
/// route without this annotation takes [#DEFAULT].
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RateLimitCost {

  /// The cost of a route that hashes a password. In GraphQL the fields that hash a password have
  /// `@cost(weight: 2000)` for the same reason; 200 points of cost take one token.
  int PASSWORD_HASH = 10;

  /// The cost of a public route whose response is far larger than the request: one token for each
  /// 32 KiB.
  int LARGE_RESPONSE = 5;

  /// The cost of a route without a declared cost, and of a request that matches no route.
  int DEFAULT = 1;

  /// The cost of a route that is never rate-limited.
  int FREE = 0;

  int value();
}
