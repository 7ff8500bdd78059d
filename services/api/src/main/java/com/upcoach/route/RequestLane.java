package com.upcoach.route;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The kind of database work that a route does; load shedding refuses requests by this kind.
/// Without this annotation a GET does [Work#READS], and any other method [Work#WRITES].
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RequestLane {

  Work value();

  /// The kinds of work.
  enum Work {
    /// Check-ins and other changes: shed last.
    WRITES,
    /// Reads of few rows.
    READS,
    /// Statistics: reads of many rows.
    ANALYSIS,
    /// No work in the lanes: signing in, health checks, the API contract.
    NONE
  }
}
