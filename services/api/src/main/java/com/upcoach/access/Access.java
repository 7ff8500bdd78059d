package com.upcoach.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Who may call a route. Every resource method carries one: a method without it fails the
/// architecture test, and is refused at run time.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Access {

  Rule value();

  /// The rules there are.
  enum Rule {
    /// Anybody, signed in or not.
    PUBLIC,
    /// Anybody, but each field of what is asked for has a rule of its own. A session that is
    /// sent has to be good.
    BY_FIELD,
    /// Any signed-in member, for what is its own: the statement names the caller's id.
    OWN,
    /// Any signed-in member who belongs to what is asked for: the use case checks it.
    GRANTED,
    /// Members with the role `admin`.
    ADMIN,
    /// Members with the role `operator` or `admin`.
    OPERATOR
  }
}
