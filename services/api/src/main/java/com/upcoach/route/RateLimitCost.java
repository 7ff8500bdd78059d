package com.upcoach.route;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// How many requests of its client's rate limit one request to a route takes. A route without it
/// takes [#USUAL].
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RateLimitCost {

  /// The cost of a route that hashes a password.
  int PASSWORD_HASH = 10;

  /// The cost of a route that sends much to anybody, far more than the request has.
  int LARGE_RESPONSE = 5;

  /// The cost of a route that declares none, and of a request that matches no route.
  int USUAL = 1;

  /// The cost of a route that is never limited.
  int FREE = 0;

  int value();
}
