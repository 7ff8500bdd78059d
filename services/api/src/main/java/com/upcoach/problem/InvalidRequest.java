package com.upcoach.problem;

/// The refusal of a request with invalid input. It carries the problem to the one place that writes
/// it. It has no stack trace, as the fault lies in the request and not in the server.
public final class InvalidRequest extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public InvalidRequest(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /// The problem to send to the client.
  public Problem problem() {
    return problem;
  }
}
