package com.upcoach.graphql;

import com.upcoach.problem.Problem;
import java.util.Optional;

/// Charges the rate limit of the current client for the cost of an operation, in addition to the
/// request itself.
@FunctionalInterface
public interface QueryCostCharge {

  /// The cost of an operation that equals one request. With it, signing in costs as many requests
  /// by GraphQL as by REST.
  long COST_PER_REQUEST = 200;

  /// Takes the tokens of so many requests.
  ///
  /// @param requests 1 or more
  /// @return the problem if the client has exceeded its rate limit
  Optional<Problem> charge(long requests);
}
