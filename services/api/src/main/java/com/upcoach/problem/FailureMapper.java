package com.upcoach.problem;

/// Decides what a failure is to the client; what went wrong inside goes to the log alone.
public interface FailureMapper {

  /// The problem that stands for a failure, or that a request was refused with.
  Problem problem(Throwable failure);
}
