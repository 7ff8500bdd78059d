package com.upcoach.http;

import com.upcoach.book.BookContentionException;
import com.upcoach.book.MemberGoneException;
import com.upcoach.coalesce.LaneRejectedException;
import com.upcoach.database.DatabaseAwayException;
import com.upcoach.json.Responses;
import com.upcoach.problem.FailureMapper;
import com.upcoach.problem.InvalidRequest;
import com.upcoach.problem.Problem;
import com.upcoach.problem.ProblemKind;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Maps each failure to the problem that the client gets. The problem tells the client what to do;
/// the cause is only in the log.
@Singleton
public final class FailureProblems implements FailureMapper {

  private static final Logger LOG = Logger.getLogger(FailureProblems.class);

  private static final int RETRY_SECONDS = 1;
  private static final int UNAVAILABLE_STATUS = 503;

  /// SQLSTATE classes of a database that is unavailable or overloaded: connection failure,
  /// insufficient resources, operator intervention.
  private static final Set<String> UNAVAILABLE = Set.of("08", "53", "57");

  /// The response to a resource method that was called directly, without HTTP.
  public static Response of(Throwable failure) {
    FailureProblems problems = new FailureProblems();
    return switch (failure) {
      case InvalidRequest wrong -> problems.invalid(wrong);
      case BookContentionException contended -> problems.contended(contended);
      case LaneRejectedException refused -> problems.refused(refused);
      case MemberGoneException gone -> problems.gone(gone);
      case WebApplicationException refused -> problems.http(refused);
      default -> problems.failed(failure);
    };
  }

  @ServerExceptionMapper
  Response invalid(InvalidRequest wrong) {
    return Responses.response(wrong.problem());
  }

  @ServerExceptionMapper
  Response contended(BookContentionException contended) {
    return response(problem(contended));
  }

  @ServerExceptionMapper
  Response refused(LaneRejectedException refused) {
    return response(problem(refused));
  }

  @ServerExceptionMapper
  Response gone(MemberGoneException gone) {
    return response(problem(gone));
  }

  /// The problem of a request that the HTTP layer refuses before the resource is called.
  @ServerExceptionMapper
  Response http(WebApplicationException refused) {
    int status = refused.getResponse().getStatus();
    return switch (status) {
      case 404 -> problem(ProblemKind.NOT_FOUND, "Nothing is served under this path.");
      case 405 ->
          problem(ProblemKind.METHOD_NOT_ALLOWED, "/openapi lists the methods of each path.");
      case 406 -> problem(ProblemKind.NOT_ACCEPTABLE, "This route answers application/json.");
      case 413 -> problem(ProblemKind.BODY_TOO_LARGE, "Send less in one request.");
      case 415 ->
          problem(
              ProblemKind.UNSUPPORTED_MEDIA_TYPE, "Send it with Content-Type: application/json.");
      default ->
          status < 500
              ? problem(ProblemKind.MALFORMED_REQUEST, "The request cannot be read.")
              : failed(refused);
    };
  }

  @ServerExceptionMapper
  Response failed(Throwable failure) {
    return response(problem(failure));
  }

  @Override
  public Problem problem(Throwable failure) {
    return switch (failure) {
      case InvalidRequest wrong -> wrong.problem();
      case BookContentionException contended -> {
        FailureLog.warn(FailureLog.Kind.CONTENDED_BOOK, contended.getMessage());
        yield Problem.of(ProblemKind.TOO_BUSY, "Send the request again in a moment.");
      }
      case LaneRejectedException refused -> of(refused);
      case MemberGoneException gone ->
          Problem.of(ProblemKind.SESSION_EXPIRED, "The account was deleted, and its sessions.");
      case CompletionException wrapped when wrapped.getCause() != null ->
          problem(wrapped.getCause());
      default -> unexpected(failure);
    };
  }

  /// Rejections by a lane come in large numbers: the lane counts them, and they are not logged.
  private static Problem of(LaneRejectedException refused) {
    return switch (refused.reason()) {
      case FULL, SHED, CANCELLED ->
          Problem.of(ProblemKind.TOO_BUSY, "Nothing was done; send it again.");
      case LATE ->
          StorageState.ofProcess().reason().isPresent()
              ? StorageFailures.problemOfLateAnswer()
              : Problem.of(
                  ProblemKind.TOO_BUSY,
                  "It took too long, and may still take place; send it again.");
      case DOWN ->
          StorageState.ofProcess().reason().isPresent()
              ? StorageFailures.problemOfFullDisk()
              : Problem.of(
                  ProblemKind.DATABASE_UNAVAILABLE,
                  "Nothing is lost that was acknowledged; send it again in a moment.");
    };
  }

  private static Problem unexpected(Throwable failure) {
    if (StorageFailures.isFull(failure)) {
      return StorageFailures.problem(failure);
    }
    if (databaseIsAway(failure)) {
      FailureLog.warn(
          FailureLog.Kind.DATABASE_AWAY, "The database does not answer: " + failure.getMessage());
      return Problem.of(
          ProblemKind.DATABASE_UNAVAILABLE,
          "Nothing is lost that was acknowledged; send the request again in a moment.");
    }
    LOG.error("A request failed", failure);
    return Problem.of(ProblemKind.INTERNAL, "The failure is in the server's log.");
  }

  /// Whether the database itself failed. Other I/O fails with the same exceptions.
  private static boolean databaseIsAway(Throwable failure) {
    return switch (failure) {
      case PgException refused -> saysUnavailable(refused.getSqlState());
      case SQLException refused -> saysUnavailable(refused.getSQLState());
      case LaneRejectedException refused -> refused.reason() == LaneRejectedException.Reason.DOWN;
      case DatabaseAwayException away -> true;
      default -> failure.getCause() != null && databaseIsAway(failure.getCause());
    };
  }

  private static boolean saysUnavailable(String sqlState) {
    return sqlState != null
        && sqlState.length() == 5
        && UNAVAILABLE.contains(sqlState.substring(0, 2));
  }

  /// Asks the client to retry a failure that passes soon.
  private static Response response(Problem problem) {
    Response response = Responses.response(problem);
    return problem.kind().status() == UNAVAILABLE_STATUS
        ? Response.fromResponse(response).header("Retry-After", RETRY_SECONDS).build()
        : response;
  }

  private static Response problem(ProblemKind kind, String detail) {
    return Responses.response(Problem.of(kind, detail));
  }
}
