package com.upcoach.problem;

import java.util.Locale;

/// The kinds of problems in the API, each with a stable type. `contracts/problems.md` documents
/// them for clients; a test fails if the two differ.
public enum ProblemKind {
  MALFORMED_JSON(400, "The body is not valid JSON"),
  UNKNOWN_FIELD(400, "The body has an unknown field"),
  INVALID_FIELD(400, "A field has an invalid value"),
  UNKNOWN_PARAMETER(400, "The query has an unknown parameter"),
  INVALID_PARAMETER(400, "A parameter has an invalid value"),
  MALFORMED_REQUEST(400, "The request cannot be read"),
  MALFORMED_DOCUMENT(400, "The document is not GraphQL"),
  INVALID_DOCUMENT(400, "The document does not fit the schema"),
  DOCUMENT_TOO_COMPLEX(400, "The operation is larger or costs more than this server allows"),
  NOT_SIGNED_IN(401, "You are not signed in"),
  SESSION_EXPIRED(401, "The session is unknown, ended or expired"),
  WRONG_CREDENTIALS(401, "E-mail or password is wrong"),
  NOT_ALLOWED(403, "Your role does not allow this"),
  CROSS_ORIGIN(403, "The request comes from a page of another origin"),
  OPERATION_NOT_REGISTERED(403, "The server accepts only registered operations"),
  UNKNOWN_OPERATION(404, "No operation is registered with this hash"),
  NOT_FOUND(404, "Not found"),
  METHOD_NOT_ALLOWED(405, "This path does not support the method"),
  NOT_ACCEPTABLE(406, "The response is not available in the requested format"),
  REQUEST_IN_PROGRESS(409, "The same request is still in progress"),
  IDEMPOTENCY_KEY_REUSED(422, "The key belongs to another request"),
  ID_TAKEN(409, "The id is already in use"),
  DAY_IN_FUTURE(422, "The day has not begun in your time zone"),
  DAY_BEFORE_START(422, "The day lies before the habit's first day"),
  DAY_AFTER_END(422, "The day lies after the habit's last day"),
  DAY_NOT_IN_ZONE(422, "Your time zone never had this date"),
  RANGE_REVERSED(422, "The range ends before it begins"),
  TOO_MANY(422, "The maximum number is reached"),
  PRECONDITION_FAILED(412, "It was changed in the meantime"),
  PRECONDITION_REQUIRED(428, "The If-Match header is missing"),
  TOO_MANY_REQUESTS(429, "Too many requests"),
  TOO_MANY_ATTEMPTS(429, "Wrong passwords were sent for this account too often"),
  LENGTH_REQUIRED(411, "The request needs a Content-Length header"),
  REQUEST_TIMEOUT(408, "The request took too long to arrive"),
  BODY_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The media type of the body is not supported here"),
  HEAD_TOO_LARGE(431, "The headers are too large"),
  UNREADABLE_FILE(422, "The file cannot be imported"),
  AMBIGUOUS_DATES(422, "The order of day and month in the file is ambiguous"),
  NOTHING_TAKEN(422, "Nothing could be imported from the file"),
  TOO_BUSY(503, "The server is overloaded"),
  DATABASE_UNAVAILABLE(503, "The database does not answer"),
  STORAGE_FULL(503, "The server has no free disk space"),
  HTTP_VERSION_NOT_SUPPORTED(505, "The server does not support this version of HTTP"),
  INTERNAL(500, "Internal server error");

  private final int status;
  private final String title;

  ProblemKind(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /// The HTTP status of the response.
  public int status() {
    return status;
  }

  /// A fixed summary of the kind, in one sentence.
  public String title() {
    return title;
  }

  /// The stable last part of the type: `day-in-future`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The stable URI of the type.
  public String type() {
    return "urn:problem-type:upcoach:" + word();
  }
}
