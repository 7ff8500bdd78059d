package com.upcoach.graphql;

import com.upcoach.problem.Problem;
import java.util.Optional;

/// Charges the client of the present request for what an operation costs, beside the request
/// itself.
@FunctionalInterface
public interface QueryCostCharge {

  /// How much of an operation's cost goes for one request: signing in by the graph costs as
  /// many as by REST.
  long COST_OF_A_REQUEST = 200;

  /// @param requests that it is charged for, 1 or more
  /// @return why it is not carried out, where the client has asked too often
  Optional<Problem> charge(long requests);
}
