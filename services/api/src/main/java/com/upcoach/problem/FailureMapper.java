package com.upcoach.problem;

/// Maps a failure to the problem that the client sees. Internal details go only to the log.
public interface FailureMapper {

  /// The problem for a failure. An [InvalidRequest] already carries its problem.
  Problem problem(Throwable failure);
}
