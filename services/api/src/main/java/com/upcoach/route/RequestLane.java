package com.upcoach.route;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The kind of database work that a route does, by which overload is shed. A GET without it does
/// [Work#READS], any other method [Work#WRITES].
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
    /// Nothing that goes through the lanes: signing in, health, the contract.
    NONE
  }
}
