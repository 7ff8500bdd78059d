package com.upcoach.graphql;

import com.upcoach.problem.FailureMapper;
import com.upcoach.problem.Problem;
import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.language.SourceLocation;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Turns the failure of a field into a GraphQL error of the response. [FailureMapper] decides what
/// the client sees, and writes internal details to the log.
final class FieldFailures implements DataFetcherExceptionHandler {

  private final FailureMapper failures;

  FieldFailures(FailureMapper failures) {
    this.failures = failures;
  }

  @Override
  public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
      DataFetcherExceptionHandlerParameters failed) {
    Problem problem = failures.problem(failed.getException());
    SourceLocation location = failed.getSourceLocation();
    GraphError error =
        new GraphError(
            problem,
            location == null ? List.of() : List.of(location),
            failed.getPath().toList(),
            Map.of());
    return CompletableFuture.completedFuture(
        DataFetcherExceptionHandlerResult.newResult(new FailedField(error)).build());
  }

  /// A field error, in the form in which it passes through the engine.
  record FailedField(GraphError error) implements GraphQLError {

    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      return error.problem().detail();
    }

    @Override
    public List<SourceLocation> getLocations() {
      return error.locations();
    }

    @Override
    public List<Object> getPath() {
      return error.path();
    }

    @Override
    public ErrorClassification getErrorType() {
      return ErrorType.DataFetchingException;
    }
  }
}
