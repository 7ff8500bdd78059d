package com.upcoach.problem;

/// Ends the reading of a request whose form is wrong. Carries the problem to the one place that
/// writes it; it has no stack trace, as it tells of the request and not of the server.
public final class InvalidRequest extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public InvalidRequest(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
