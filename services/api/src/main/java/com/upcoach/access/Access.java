package com.upcoach.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The access rule of a route. Every resource method must have one: a method without it fails the
/// architecture test, and its calls are refused at run time.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Access {

  Rule value();

  /// The access rules.
  enum Rule {
    /// Every caller, signed in or not.
    PUBLIC,
    /// Every caller, but each requested field has its own rule. A session, if sent, must be valid.
    BY_FIELD,
    /// Every signed-in member, for its own data: the SQL statement filters by the caller's id.
    OWN,
    /// Every signed-in member with a relation to the requested data: the use case checks it.
    GRANTED,
    /// Members with the role `admin`.
    ADMIN,
    /// Members with the role `operator` or `admin`.
    OPERATOR
  }
}
